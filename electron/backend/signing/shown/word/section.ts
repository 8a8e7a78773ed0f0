import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { ACROSS, PAGE, TEXT_WIDTH, TEXT_WIDTH_ACROSS } from '../../../docx/write/layout.ts';
import type { Found } from './found.ts';
import { addForeign, checkAttributes, checkLoose } from './inspection.ts';
import { isBetween } from './run-look.ts';
import { isOn, lengthOf } from './values.ts';
import { RSIDS } from './vocabulary.ts';

/** How far a program may move an edge of the page when it saves a file, in twips. */
const NEAR = 120;
/** Header and footer stand within the margins. */
const FARTHEST_EDGE = 2100;

/** Formats of notes' signs as the text of an edition has them. */
const NOTE_FORMATS = {
  'w:footnotePr': ['decimalEnclosedCircle', 'decimalEnclosedCircleChinese'],
  'w:endnotePr': ['decimal'],
} as const;
export type NoteSettings = keyof typeof NOTE_FORMATS;

/** Width of the text of a section's pages, in twips. */
export const widthOf = (section: Tag | null): number => (isAcross(section) ? TEXT_WIDTH_ACROSS : TEXT_WIDTH);

function isAcross(section: Tag | null): boolean {
  const size = tagIn(section, 'w:pgSz');
  return (lengthOf(size?.attributes['w:w']) ?? 0) > (lengthOf(size?.attributes['w:h']) ?? 0);
}

const isNear = (value: string | undefined, ours: number): boolean =>
  isBetween(lengthOf(value), ours - NEAR, ours + NEAR);

/** Looks at paper, margins and whatever else a section says of its pages. */
export function checkSection(found: Found, section: Tag): void {
  checkLoose(found, section);
  const own = isAcross(section) ? ACROSS : PAGE;
  for (const name of ['w:pgSz', 'w:pgMar'])
    if (!tagIn(section, name)) found.add('cut', '没有说明纸张和页边距');
  for (const one of tagsOf(section)) {
    const { attributes, name } = one;
    const value = attributes['w:val'];
    switch (name) {
      case 'w:headerReference':
      case 'w:footerReference':
        checkAttributes(found, one, ['w:type', 'r:id']);
        break;
      case 'w:footnotePr':
      case 'w:endnotePr':
        checkNoteSettings(found, one, name);
        break;
      case 'w:type':
        if (value !== 'nextPage' && value !== 'continuous') found.add('cut', `分节方式 ${value ?? ''}`);
        break;
      case 'w:pgSz':
        checkAttributes(found, one, ['w:w', 'w:h', 'w:orient', 'w:code']);
        if (!isNear(attributes['w:w'], own.width) || !isNear(attributes['w:h'], own.height))
          found.add('cut', '纸张大小');
        break;
      case 'w:pgMar':
        checkAttributes(
          found,
          one,
          ['top', 'right', 'bottom', 'left', 'header', 'footer', 'gutter'].map((edge) => `w:${edge}`),
        );
        if (
          !(['top', 'right', 'bottom', 'left'] as const).every((edge) =>
            isNear(attributes[`w:${edge}`], own[edge]),
          )
        )
          found.add('cut', '页边距');
        if (
          !['header', 'footer'].every((edge) =>
            isBetween(lengthOf(attributes[`w:${edge}`]), 0, FARTHEST_EDGE),
          )
        )
          found.add('cut', '页眉页脚的位置');
        if ((lengthOf(attributes['w:gutter']) ?? 0) !== 0) found.add('cut', '装订线');
        break;
      case 'w:cols':
        checkAttributes(found, one, ['w:num', 'w:space', 'w:sep', 'w:equalWidth']);
        if (Number(attributes['w:num'] ?? 1) !== 1 || tagsOf(one).length > 0) found.add('cut', '分栏');
        break;
      case 'w:docGrid':
        checkAttributes(found, one, ['w:type', 'w:linePitch', 'w:charSpace']);
        if (!['default', 'lines'].includes(attributes['w:type'] ?? 'default')) found.add('cut', '字符网格');
        if (!isBetween(lengthOf(attributes['w:linePitch'] ?? '312'), 200, 1200)) found.add('cut', '行网格');
        break;
      case 'w:pgNumType':
        checkAttributes(found, one, ['w:fmt']);
        if (!['decimal', undefined].includes(attributes['w:fmt'])) found.add('edge', '页码格式');
        break;
      case 'w:textDirection':
        if (value !== 'lrTb' && value !== 'tb') found.add('cut', '文字方向');
        break;
      case 'w:vAlign':
        if (value !== 'top') found.add('cut', '页面垂直对齐');
        break;
      case 'w:noEndnote':
        if (isOn(one)) found.add('note', '不显示尾注');
        break;
      case 'w:bidi':
      case 'w:rtlGutter':
        if (isOn(one)) found.add('character', '从右向左的页面');
        break;
      case 'w:lnNumType':
        found.add('edge', '行号');
        break;
      case 'w:pgBorders':
        found.add('look', '页面边框');
        break;
      case 'w:titlePg':
      case 'w:formProt':
      case 'w:paperSrc':
      case 'w:printerSettings':
        break;
      default:
        addForeign(found, one);
    }
  }
  checkAttributes(found, section, RSIDS);
}

/** Looks at how notes are counted: the text has their signs as our export counts them. */
export function checkNoteSettings(found: Found, settings: Tag, name: NoteSettings): void {
  for (const one of tagsOf(settings)) {
    const value = one.attributes['w:val'] ?? '';
    const fine: Readonly<Record<string, readonly string[]>> = {
      'w:numFmt': NOTE_FORMATS[name],
      'w:numStart': ['1'],
      'w:numRestart': ['continuous'],
      'w:pos': ['pageBottom', 'beneathText', 'docEnd'],
    };
    if (one.name === 'w:footnote' || one.name === 'w:endnote') continue;
    if (!fine[one.name]?.includes(value)) found.add('note', `注号 ${value}`);
  }
}
