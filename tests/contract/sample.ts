/** A short report of an invented town, as text. */
export const SAMPLE = `青禾镇2022年法治政府建设工作总结和2023年工作计划
2022年，青禾镇认真落实上级部署，扎实推进法治政府建设。现将有关情况报告如下：
一、2022年工作情况
（一）加强组织领导
一是压实责任。召开专题会议**次，研究部署重点任务。二是完善制度。修订工作制度**项。三是强化考核。
（二）规范行政执法
全年办理行政处罚案件***宗，开展执法培训**次，参训**人次。
二、存在问题
执法力量仍显不足。
三、2023年工作计划
一是加强培训。二是加强宣传。
`;

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
