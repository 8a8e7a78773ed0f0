import { marksInLine } from '../../text/secrecy-marks.ts';
import type { BlockRule } from '../types.ts';

/** 机密★10年 or 内部资料 in the text: a grade belongs into the head, and neither goes out in public */
export const secrecyMark: BlockRule = {
  id: 'secrecy-mark',
  no: null,
  name: '正文里有密级或内部标志',
  severity: 'error',
  source: '《中华人民共和国保守国家秘密法》，GB/T 9704-2012',
  example: ['机密★10年', '密级写在版头；没有登记的计算机上不处理涉密文件'],
  scope: 'block',
  run: ({ text, type, role }) => {
    const inHead = type === 'title' || role === 'docnumber';
    return marksInLine(text, inHead).flatMap((mark) => {
      if (mark.kind === 'state' && type === 'cell' && !/[★☆*]/.test(mark.text)) return [];
      const { from, to } = mark;
      return mark.kind === 'state'
        ? [
            {
              from,
              to,
              message: `“${mark.text}”是国家秘密的密级标志。有这个标志就不能导出公开版；内容确属涉密的，请在符合保密要求的计算机上处理。`,
            },
          ]
        : [
            {
              from,
              to,
              severity: 'warning' as const,
              message: `“${mark.text}”是内部标志，公开版会原样印出。公开前请删去，或定为本句不公开。`,
            },
          ];
    });
  },
};
