// Pages of the other front ends that ours lead to.

/** Where officers end services and see their own scores. */
export const OFFICER_PAGE = '/m/staff/duty/duty'
export const OFFICER_SCORES = '/m/staff/scores/scores'
export const CONSOLE = '/console/'
