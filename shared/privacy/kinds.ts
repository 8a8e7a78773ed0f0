import type { FieldKind } from '../document/field-kinds.ts';

/** How a person calls it, and the field that hides it: of which kind and by which name. */
type LeftoverFacts = { name: string; field: { kind: FieldKind; label: string } };

/**
 * Why a text looks like a secret: a value that is masked elsewhere, a person's name, a number by which somebody can
 * be told, words that say that the text is internal (内部资料，不得外传) or speak of a classified document (绝密级文件). The keys are stored with what was decided: they stay.
 */
export const LEFTOVERS = {
  value: { name: '别处已隐去', field: { kind: 'organisation', label: '名称' } },
  name: { name: '人名', field: { kind: 'person', label: '姓名' } },
  phone: { name: '电话', field: { kind: 'organisation', label: '电话' } },
  'id-number': { name: '身份证号', field: { kind: 'organisation', label: '身份证号' } },
  certificate: { name: '证件号码', field: { kind: 'organisation', label: '证件号码' } },
  'bank-card': { name: '银行卡号', field: { kind: 'organisation', label: '银行卡号' } },
  'credit-code': { name: '统一社会信用代码', field: { kind: 'organisation', label: '信用代码' } },
  'case-number': { name: '案号、文号', field: { kind: 'document', label: '案号' } },
  plate: { name: '车牌号', field: { kind: 'organisation', label: '车牌号' } },
  email: { name: '电子邮箱', field: { kind: 'organisation', label: '电子邮箱' } },
  account: { name: '网络账号', field: { kind: 'organisation', label: '网络账号' } },
  device: { name: '设备、网络地址', field: { kind: 'organisation', label: '网络地址' } },
  address: { name: '住址', field: { kind: 'place', label: '住址' } },
  mark: { name: '内部或涉密字样', field: { kind: 'organisation', label: '标志' } },
  'no-unit': { name: '单位名称', field: { kind: 'place', label: '单位名称' } },
  figure: { name: '手打的数字', field: { kind: 'count', label: '' } },
  birthday: { name: '出生日期', field: { kind: 'date', label: '出生日期' } },
  private: { name: '个人隐私', field: { kind: 'person', label: '个人情况' } },
  coordinates: { name: '经纬度', field: { kind: 'place', label: '经纬度' } },
} as const satisfies Record<string, LeftoverFacts>;

export type LeftoverKind = keyof typeof LEFTOVERS;

// A record of ours has the keys that its type names.
export const LEFTOVER_KINDS = Object.keys(LEFTOVERS) as LeftoverKind[];

/** Those that a number says by its own form. */
export type NumberKind = Exclude<LeftoverKind, 'value' | 'name' | 'mark' | 'figure' | 'no-unit'>;
