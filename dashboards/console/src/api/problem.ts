export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Wording {
  readonly title: string;
  readonly text: string;
}

const unknown: Wording = { title: '出错了', text: '服务没有完成这个请求，请稍后重试。' };

const wordings: Readonly<Record<number, Wording>> = {
  0: { title: '无法连接到服务', text: '请检查网络，或确认服务正在运行，然后重试。' },
  400: { title: '内容不正确', text: '提交的内容不正确，请检查后重试。' },
  401: { title: '需要登录', text: '登录已失效，请重新登录。' },
  403: { title: '没有权限', text: '您的角色不能进行此操作，请联系管理员。' },
  404: { title: '没有找到', text: '所请求的内容不存在，可能已被清除。' },
  409: { title: '当前状态不允许此操作', text: '内容的状态已经变化，请重新加载后再决定。' },
  412: { title: '内容已被他人修改', text: '在您打开之后，有人修改了这项内容。请重新加载后再决定。' },
  413: { title: '内容过大', text: '提交的内容超过允许的大小。' },
  429: { title: '操作过于频繁', text: '请稍等片刻再试。' },
  500: { title: '服务内部错误', text: '请稍后重试；如持续出现，请联系管理员。' },
  502: { title: '服务暂时无法访问', text: '请稍后重试。' },
  503: { title: '服务暂时不可用', text: '请稍后重试。' },
};

const chinese = /[\u4e00-\u9fff]/;

/** Reads a problem document (or whatever came in its place). Details that are written for programs are replaced by words for people. */
export function problemOf(status: number, body: unknown): Problem {
  const details: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const given = [details['detail'], details['message']].find((value) => typeof value === 'string' && value !== '');
  const detail = typeof given === 'string' ? given : '';
  const { title, text } = wordings[status] ?? unknown;
  const code = typeof details['code'] === 'string' ? details['code'] : '';
  return { status, code, title, detail: chinese.test(detail) ? detail : withOriginal(text, status, detail), details };
}

/** A wrong input is only understood with the particulars; the others are clear without. */
function withOriginal(text: string, status: number, detail: string): string {
  return status === 400 && detail !== '' ? `${text}（${detail}）` : text;
}
