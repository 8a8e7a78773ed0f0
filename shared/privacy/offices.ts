/**
 * What people are called by, as patterns: an office is a stem with a head (局 + 长), not a list of every office there
 * is. What stands before it (副, 原, 时任, 代) need not be said: only its end touches the name.
 */

/** What has a head: 局长, 检察长, 网格长. */
const HEADED =
  '局厅部科股处司院校所站队组村镇乡县区市省州盟旗庭会社园班排连营团师军馆台行店厂船格栋河湖林路田链片巷段点察书事判务席';

/** Offices of parties, governments, courts, police, villages, schools, hospitals, firms. */
const OFFICES = [
  '书记员',
  '书记',
  '主任科员',
  '主任',
  '主席(?!团)',
  '常委(?!会)',
  '委员(?!会|长)',
  '政委',
  `(?<![增成延特])[${HEADED}]长`,
  '专员',
  '巡视员',
  '(?:科|办事|职|调研|调解|协管|鉴定|审判|陪审|执行|执法|执达|网格|联络|指导|教导|辅导|宣传|监督|观察|信息|安全|护林|巡查|巡逻|管理|人民监督|协调|评理|议事|特派|督导|督察|公证|仲裁|速录|讲解|通讯|保洁|消防|驾驶|引航|派驻|书写|技术|研究|乘务|服务|驻村队|队|组|社区工作)员(?!会)',
  '[辅民干交刑特狱法乘]警',
  '警[官员察长]',
  '法官(?!助理)',
  '法官助理',
  '检察官(?!助理)',
  '检察官助理',
  '(?:律|公证|调解|教|讲|医|药|技|导|工程|会计|咨询|心理咨询|心理|评估|造价|建造|分析|设计|审计|规划|理财|税务|厨|巫)师',
  '老师',
  '教授',
  '医生',
  '大夫',
  '护士长?',
  '院士',
  '博士',
  '会计',
  '出纳',
  '(?:总|副)?经理',
  '董事',
  '监事',
  '总[裁监]',
  '老板',
  '同志们?',
  '代表(?!大会|性|团|队|作|着|了|处|们)',
  '顾问',
  '助理',
  '新?乡贤',
  '支书',
  '干部',
  '党员',
  '秘书',
  '参谋',
  '司令员?',
  '参事',
  '记者',
  '带头人',
  '法律明白人',
  '发言人',
  '主持人',
  '志愿者',
  '联络人',
] as const;

/** What stands behind a name only. */
const COURTESY =
  '先生|女士|小姐|太太|大爷|大妈|大娘|大叔|大姐|大哥|阿姨|师傅|婆婆|奶奶|老太|老伯|老汉|阿婆|阿公|伯伯|老人家';

export const OFFICE = OFFICES.join('|');
export { COURTESY };

/**
 * Private people, whom the rules on privacy protect, by what they are in a case, in a family, in a list of aid. The
 * broad ends (人, 者, 户) hold many words that are none, so more is asked of the name behind those.
 */
const PRIVATE = [
  '群众',
  '[村居市农牧渔移乡]民',
  '[职员工民]工',
  '工人',
  '司机',
  '(?:学|考|新|实习|研究|毕业|大学|留学|中学|小学)生',
  '学员',
  '同学',
  '儿童',
  '婴儿',
  '少年',
  '孤儿',
  '[男女幼]童',
  '(?:青|未成)年人?',
  '老年?人',
  '妇女',
  '产妇',
  '患者',
  '病[人患]',
  '对象',
  '业主',
  '租[客户]',
  '房[东主]',
  '雇主',
  '包工头',
  '[店摊车船户货债机]主',
  '[摊商小]贩',
  '个体户',
  '户主',
  '户',
  '当事人',
  '嫌疑人',
  '人员',
  '烈士',
  '[军烈]属',
  '老兵',
  '军人',
  '原告',
  '被告',
  '第三人',
  '家[属长人]',
  '[亲遗眷]属',
  '妻子?',
  '丈夫',
  '[儿女孙侄]子',
  '[其之子][妻夫子女父母]',
  '[女孙外]女?儿',
  '[父母]亲',
  '[哥弟]{2}',
  '[姐妹]{2}',
  '配偶',
  '[前亡]?[妻夫]',
  '邻居',
  '遗孀',
  '上访[户者人]',
  '赌徒',
  '罪犯',
  '逃犯',
  '[案凶]犯',
  '凶手',
  '老赖',
  '住户',
  '党员',
  '人[才民教]?师',
] as const;

/** 行为人, 受害者: everything that somebody can be called by, and much besides. */
const BROAD =
  '(?<![每个本法])人(?![民员大口才身数均次力事体工们文物道生类格脸社居性流防群])|者|员(?![工额会])|手|生|友|伤|民';

export const PRIVATE_PEOPLE = PRIVATE.join('|');
export const BROAD_PEOPLE = BROAD;
