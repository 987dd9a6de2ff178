// Pages of the other front ends that ours lead to.

/** Where officers end services and see their own scores. */
export const OFFICER_PAGE = '/m/staff/duty/duty'
export const OFFICER_SCORES = '/m/staff/scores/scores'
/** The results of halls, on the phone's pages: those nearby first, if one likes. */
export const HALLS = '/m/pages/halls/halls'
export const CONSOLE = '/console/'
