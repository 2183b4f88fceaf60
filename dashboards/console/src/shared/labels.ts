import type { AlertView } from '#src/alerts/schemas.ts';
import type { CaseState, CaseView } from '#src/cases/schemas.ts';

/** What the API names in English, in the words of the field. */
export const levelNames: Readonly<Record<AlertView['level'], string>> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' };

/** From the strongest to the weakest. */
export const levelOrder: readonly AlertView['level'][] = ['red', 'orange', 'yellow', 'blue'];

export const codeNames: Readonly<Record<string, string>> = {
  F1: '伪造',
  F2: '变造',
  F3: '冒用',
  F4: '买卖标志证书',
  F5: '虚假声称',
  S1: '超范围使用',
  S2: '未授权经销',
  S3: '体系认证冒充产品认证',
  T1: '过期使用',
  T2: '暂停期间使用',
  T3: '撤销或注销后使用',
  P1: '使用不规范',
  B1: '近似标识',
  B2: '蹭用标志名称',
};

export const kindNames: Readonly<Record<AlertView['kind'], string>> = { infringement: '侵权', opinion: '舆情', source: '来源' };

export const alertStateNames: Readonly<Record<AlertView['state'], string>> = {
  open: '待处理',
  acknowledged: '已受理',
  closed: '已关闭',
};

export const verdictNames: Readonly<Record<NonNullable<AlertView['verdict']>, string>> = { violation: '涉嫌违规', verify: '待核实' };

export const closeReasonNames: Readonly<Record<NonNullable<AlertView['closeReason']>, string>> = {
  lawful: '合法获证',
  authorised: '授权经销',
  'fair-use': '合理使用',
  'false-alarm': '误报',
  insufficient: '证据不足',
  handled: '已处置',
  withdrawn: '判定不再成立',
};

export const caseStateNames: Readonly<Record<CaseState, string>> = {
  new: '待研判',
  triaged: '已研判',
  sent: '已移送',
  accepted: '已接收',
  returned: '已退回',
  dismissed: '已排除',
  closed: '已归档',
};

type CaseClock = NonNullable<CaseView['clock']>;

export const clockStatusNames: Readonly<Record<CaseClock['status'], string>> = {
  running: '正常',
  amber: '临近',
  red: '紧迫',
  overdue: '超期',
};

export const originNames: Readonly<Record<string, string>> = { statutory: '法定', agreement: '约定', office: '内部' };

export const originHints: Readonly<Record<string, string>> = {
  statutory: '期限来自法律、法规或规章',
  agreement: '期限来自省际协议',
  office: '期限是本机构的内部要求',
};

export const topicNames: Readonly<Record<string, string>> = {
  counterfeit: '假冒伪劣',
  'mark-misuse': '认证标志滥用',
  'food-safety': '食品安全',
  'quality-defect': '质量缺陷',
  'false-advertising': '虚假宣传',
  'price-gouging': '宰客与价格欺诈',
  'service-attitude': '服务与旅游投诉',
  injury: '人身伤害',
  environment: '环境污染',
  'labour-dispute': '劳动争议',
  'official-misconduct': '监管不力与隐瞒',
  'trademark-dispute': '商标与维权争议',
  rumour: '谣言与不实信息',
  recall: '召回与下架',
  'data-privacy': '数据与隐私',
  'positive-award': '获奖与正面',
};

export const sentimentNames: Readonly<Record<string, string>> = { positive: '正面', neutral: '中性', negative: '负面' };

export const documentKindNames: Readonly<Record<string, string>> = { listing: '商品', article: '文章' };

export const healthNames: Readonly<Record<string, string>> = { good: '正常', partial: '部分异常', failing: '失败', unknown: '尚未运行' };

export const certificateStateNames: Readonly<Record<string, string>> = {
  valid: '有效',
  expired: '已过期',
  'not-yet-valid': '尚未生效',
  suspended: '暂停使用',
  revoked: '已撤销',
  cancelled: '已注销',
  unknown: '查无此号',
};

/** How a mark's name was disguised. */
export const evasionNames: Readonly<Record<string, string>> = {
  insert: '插入符号',
  split: '拆字',
  pinyin: '拼音',
  homophone: '同音字',
  'near-homophone': '近音字',
  'look-alike': '形近字',
  'zero-width': '零宽字符',
  'full-width': '全角字符',
};

/** The name of a key, or the key itself where it has none. */
export function nameIn(names: Readonly<Record<string, string>>, key: string): string {
  return names[key] ?? key;
}
