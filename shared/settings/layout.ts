import { z } from 'zod';

/** How the unit's documents look, where the standard (GB/T 9704-2012) leaves a choice or offices differ from it. */
export const layout = z
  .strictObject({
    /** 版头: print the head with the red rule. */
    head: z.boolean().default(false),
    /** 发文机关标志, such as 青禾镇人民政府文件; empty: the unit's name and 文件. */
    mark: z.string().max(40).default(''),
    /** `— 1 —` · `1` · none */
    pageNumber: z.enum(['dash', 'plain', 'none']).default('dash'),
    /** Right on odd and left on even pages, or in the middle. */
    pageNumberPlace: z.enum(['outer', 'centre']).default('outer'),
    /** Font of digits and Latin letters in the text. */
    digits: z.enum(['fangsong', 'times']).default('fangsong'),
    titleFont: z.enum(['xiaobiaosong', 'zhongsong', 'heiti']).default('xiaobiaosong'),
    /** 加盖印章: signature and date leave room for the seal. */
    seal: z.boolean().default(false),
  })
  .prefault({});

export type LayoutSettings = z.output<typeof layout>;
