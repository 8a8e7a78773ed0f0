/** How a report is listed whose unit is masked or not said; its variable stays empty. */
export const UNKNOWN_UNIT = '未写明单位';
