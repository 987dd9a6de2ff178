"""What citizens scored on a day, by institution, hall, indicator set and item (4-2, 5-1, 5-2).

Whose items they are follows from the end of the service: a set is put in force before its first
day and never edited, so this says the same whenever it is counted.
"""

from rules.indicators import FIRST

SCORED = (
    """
INSERT INTO indicator_{span} (day, institution_id, bureau_id, hall_id, indicator_set, item, answers,
  total)
SELECT {day}, s.institution_id, s.bureau_id, s.hall_id, COALESCE((
    SELECT i.code FROM indicator_set i WHERE i.activated_at IS NOT NULL
      AND i.effective_from <= {ended_on} ORDER BY i.effective_from DESC LIMIT 1
  ), '"""
    + FIRST.code
    + """'), d.key, {sign}COUNT(*), {sign}SUM(CAST(d.value AS INTEGER))
FROM rating r JOIN service_record s ON s.id = r.service_record_id {scores}
WHERE r.rated_at >= {start} AND r.rated_at < {end} AND r.excluded_at IS NULL
  AND r.superseded_by_id IS NULL AND r.late = {no} AND r.dimensions <> '{{}}'
  AND r.origin <> 'default' AND s.source <> 'walk_in' {only}
GROUP BY 2, 3, 4, 5, 6
"""
)
IN_POSTGRES = {
    "ended_on": "(s.ended_at AT TIME ZONE 'Asia/Shanghai')::date",
    "scores": "CROSS JOIN LATERAL jsonb_each_text(r.dimensions::jsonb) AS d(key, value)",
}
IN_SQLITE = {
    "ended_on": "date(s.ended_at, '+8 hours')",
    "scores": "JOIN json_each(r.dimensions) d",
}
