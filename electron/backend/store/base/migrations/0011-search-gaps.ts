/**
 * A figure that nobody has filled in is a gap in what is found (达到＿名), and was nothing (达到名): reports that have
 * one are taken in anew.
 */
export const searchGaps = `
UPDATE search_reports SET revision = -1
WHERE report_id IN (SELECT id FROM reports WHERE empty_fields > 0);
`;
