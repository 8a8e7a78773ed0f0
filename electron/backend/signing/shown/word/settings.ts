import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import type { OddityKind } from '../../../../../shared/signoff/oddities.ts';
import type { Found } from './found.ts';
import { addForeign } from './inspection.ts';
import { checkNoteSettings } from './section.ts';
import { isOn } from './values.ts';

/** Settings that change no word and hide none. */
const HARMLESS = new Set(
  [
    'writeProtection zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries',
    'displayBackgroundShape embedTrueTypeFonts',
    'embedSystemFonts saveSubsetFonts mirrorMargins alignBordersAndEdges',
    'bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors',
    'hideGrammaticalErrors activeWritingStyle proofState formsDesign stylePaneFormatFilter',
    'stylePaneSortMethod documentType revisionView trackRevisions doNotTrackMoves',
    'doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet',
    'defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps',
    'showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders',
    'drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery',
    'displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin',
    'drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl',
    'noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema',
    'saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml',
    'alwaysMergeEmptyNamespace updateFields',
    'hdrShapeDefaults compat docVars rsids uiCompat97To2003 themeFontLang doNotIncludeSubdocsInStats',
    'doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary',
    'shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator',
  ].flatMap((names) => names.split(' ').map((name) => `w:${name}`)),
);

const OTHERS: Readonly<Record<string, OddityKind>> = {
  'w:attachedTemplate': 'outside',
  'w:linkStyles': 'outside',
  'w:mailMerge': 'field',
  // Prints what stands in fields alone.
  'w:printFormsData': 'hidden',
  'w:strictFirstAndLastChars': 'look',
};

/** What names of colours stand for, as every new file has it. */
const COLOURS: Readonly<Record<string, string>> = {
  bg1: 'light1',
  t1: 'dark1',
  bg2: 'light2',
  t2: 'dark2',
  hyperlink: 'hyperlink',
  followedHyperlink: 'followedHyperlink',
};

/** Looks at the settings of a file for what shows its text in another way. */
export function checkSettings(found: Found, root: Tag | null): void {
  for (const one of tagsOf(root)) {
    if (HARMLESS.has(one.name) || /^(?:w\d\w*|m):/.test(one.name)) continue;
    switch (one.name) {
      case 'w:footnotePr':
      case 'w:endnotePr':
        checkNoteSettings(found, one, one.name);
        break;
      case 'w:view':
        if (!['none', 'print', 'normal'].includes(one.attributes['w:val'] ?? ''))
          found.add('hidden', `视图 ${one.attributes['w:val'] ?? ''}`);
        break;
      case 'w:clrSchemeMapping':
        for (const [name, value] of Object.entries(one.attributes)) {
          const key = name.slice(2);
          if (value !== (COLOURS[key] ?? key)) found.add('colour', `主题颜色 ${key}=${value}`);
        }
        break;
      case 'w:bookFoldPrinting':
      case 'w:bookFoldRevPrinting':
      case 'w:printTwoOnOne':
        if (isOn(one)) found.add('cut', '拼页打印');
        break;
      default:
        addForeign(found, one, OTHERS[one.name]);
    }
  }
}

/** Looks at the settings for browsers: a file may be a frame around others. */
export function checkWebSettings(found: Found, root: Tag | null): void {
  if (tagIn(root, 'w:frameset')) found.add('outside', '框架页');
}
