/**
 * What became of a comment (采纳、部分采纳、未采纳) and why, for 征求意见采纳情况表. Of a tracked change the decisions say so.
 * NULL: nobody has said.
 */
export const opinions = `
ALTER TABLE threads ADD COLUMN outcome TEXT;
ALTER TABLE threads ADD COLUMN outcome_reason TEXT;
`;
