import { goesOnAfterName } from './after-names.ts';
import { isCommonWordAt } from './common-words.ts';
import { isMaskChar, isOftenGiven, mayBeGivenAt } from './given-names.ts';
import { surnameAt } from './surnames.ts';

/** Characters that make a name of a word: 江河, 时光, 高峰. What ends in others is hardly ever anybody's name. */
const NAMEABLE: ReadonlySet<string> = new Set(
  '天光明亮河山海川水云雨雪花草木林森石金银玉竹梅兰菊果实路途道田野原风月星阳春夏秋冬青红白黄度面程章文武义仁礼智信德才艺全正直平和安宁静乐喜欢心志言诗画歌曲剑弓虎龙马牛羊鸟雀凤燕鹏鹰豹福禄寿财宝贵湖江波涛浪泉溪峰岭岩松柏柳杨桃李杏芳芬香美丽好强力刚毅勇敢成功业就远近高大方圆清洁新生长久永恒庄重严肃翘前进来往里外东西南北中子童苗叶果节时刻代年间意思想情谊友爱国家民族洋港庆丰收富足满旺盛兴隆茂达辉煌灿烂彩霞虹露霜冰立开放飞翔腾跃展望遥快慢细微暖寒桥梁舟帆航顺利利益甜蜜豆米粒谷仓岁首元旦令白耕熟'.split(
    '',
  ),
);

/** Words that say how somebody acts, or what he does: 全面推进, 高度重视, 任职, 应诉. */
const ACTS: ReadonlySet<string> = new Set(
  '全面 全力 全程 全心 全部 全年 高度 高效 高兴 高标 时刻 时常 时时 常年 常态 经常 单独 成功 从严 从重 从快 安全 安心 平时 平安 平均 文明 明确 明显 明知 严格 严肃 严厉 向来 终于 应当 应诉 应邀 应急 应对 任职 任期 任命 任用 任教 任务 连年 连续 连夜 关心 关注 关爱 关怀 包村 包案 包片 包联 包干 计划 计算 解决 解答 解释 解读 解难 解放 解困 施行 施工 施展 施教 展示 展开 展望 查处 查明 查看 查办 查清 强化 强调 强制 强力 支持 支付 支援 温馨 和谐 和平 和解 和好 公平 公正 公开 公共 成立 成为 水平 能力 权利 权力 程序 章程 文化 文书 项目 单位 工资 党性 党建 党组 成员 方面 方便 方法 方案 方式 经济 经费 经过 经办 白天 金融 金额 安置 安排 安装 安抚 安慰 马上 简单 简要 幸福 广大 常住 常务 都能 通过 通报 通知 通信 相互 相关 相应 别人 暴力 危害 危险 阴性 薄弱 区内 区域 区分 随机 随时 随后 随即 随意 言行 言语 印发 铁路 由于 依法 依规 依靠 门前 门口 时代 时间 时候 时期 管理 管护 管控 时效 原来 生活 生产 生意 车辆 车主 容易 容量 充分 充足 充实 布置 房屋 房产 申请 申诉 申报 申办 明细 信任 信心 信念 信息 信用 信访 满意 满分 满足 景区 步行 步骤 来访 来信 来电 双方 双向 本人 本职 田间 商业 商家 商户 商会 路段 路面 路上 路过 边界 边远 党员 华侨 班长 石材 宣传 宣讲 宣布 宣誓 万元 余人 司法 司机 尚未 费用 曾经 曾在 多次 康复 宗教 应用 应有 毛发 毛坯 毛利 求助 相对 来信 全天 全市 全县 全镇 全村 全区 党委 党政 安保 安稳 安定 祝贺 祝福 敬老 易地 时效 平安 平台 平等 平价 平常 公益 公告 公示 公证 公职 红线 红包 石化 温度 温情 舒心 舒适 郑重 连心 连线'.split(
    ' ',
  ),
);

/** Behind those of whom there are many, a word is a word: 群众安宁, 村民平安. */
const MANY =
  /(?:群众|[村居牧渔农市]民|职工|员工|学生|妇女|儿童|少年|[老青未残].{0,2}人|党员|干部|人员|领导|户|者|业主|家长|家属|专家|学者|同志|社工|骨干|工人|律师|法官|民警|干警|交警|检察官|志愿者|人)[、和与]?$/;
/** Behind those, it is one who is named: 第一书记, 协理员, 人大代表. */
const CLEAR_SEX = /^[（(][男女][）)，,]/;

/** True for a word of two characters that says how or what somebody does. */
export const isActing = (two: string): boolean => ACTS.has(two);

/** Where a name ends that reads like a word, beside an office: the sentence has to go on as it does behind a name. */
export function wordNameAt(text: string, at: number): number | null {
  const surname = surnameAt(text, at);
  if (!surname || surname.length > 1) return null;
  const before = text.slice(Math.max(0, at - 6), at);
  for (const given of [2, 1]) {
    const end = at + 1 + given;
    if (end > text.length || isMaskChar(text.charAt(end))) continue;
    if (given === 2 && (!mayBeGivenAt(text, at + 1) || !mayBeGivenAt(text, at + 2))) continue;
    if (!fits(text.charAt(end - 1)) || (given === 1 && surname.kind === 'rare')) continue;
    // 主任白天明确: what would be the name's end begins the next word.
    if (isCommonWordAt(text, end - 1) || (surname.kind === 'rare' && isCommonWordAt(text, at - 1))) continue;
    if (given === 2 && /[桥路线园城馆站台网]/.test(text.charAt(end - 1))) continue;
    if (CLEAR_SEX.test(text.slice(end, end + 4))) return end;
    const ends = goesOnAfterName(text, end) || /^[，,。；;）)”\s　]/.test(text.charAt(end) || '。');
    if (!ends || MANY.test(before)) continue;
    const word = text.slice(at, at + 2);
    if (given === 1) {
      if (ACTS.has(word) && !/^(?:每[天周月日]|在|被)/.test(text.slice(end, end + 2))) continue;
      if (/^[）)”，,。；;]/.test(text.charAt(end) || '。') && isListed(before)) continue;
      return end;
    }
    // 老师和家长: a word that joins, and another one behind it.
    if (/[和与于及向由经]/.test(text.charAt(at)) && isCommonWordAt(text, at + 1)) continue;
    // 书记全面负责: a word with what follows it.
    if (ACTS.has(word) && !goesOnAfterName(text, end)) continue;
    if (
      text.slice(at + 1, at + 2) === text.charAt(at) ||
      /[和与及来去了着过到在为有于大中上下]/.test(text.charAt(end - 1))
    )
      continue;
    return end;
  }
  return null;
}

const fits = (char: string): boolean => NAMEABLE.has(char) || isOftenGiven(char);
const isListed = (before: string): boolean => /[、和与]\p{Script=Han}{2,4}$/u.test(before);
