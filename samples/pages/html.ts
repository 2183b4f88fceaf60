const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML and XML, in element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** JSON for a script element: `<` cannot end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll('<', '\\u003c');
}

export interface Page {
  readonly title: string;
  /** Markup of the head beside the title. */
  readonly head?: string;
  readonly body: string;
  /** False for pages that do not say their charset. */
  readonly declareCharset?: boolean;
}

/** Every page of the sample world says at its foot that it is one. */
export const sampleFooter =
  '<footer class="foot"><p>示例站点：本页店铺、商品、企业、媒体、人物和证书均为虚构，仅供演示和测试。</p><p>客服 | 帮助 | 关于 | 友情链接</p></footer>';

export function renderPage({ title, head = '', body, declareCharset = true }: Page): string {
  const charset = declareCharset ? '<meta charset="utf-8">\n' : '';
  return `<!doctype html>\n<html lang="zh-CN">\n<head>\n${charset}<title>${escapeHtml(title)}</title>\n${head}</head>\n<body>\n${body}\n${sampleFooter}\n</body>\n</html>\n`;
}

export function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
}
