import ExportOutlined from '@ant-design/icons/ExportOutlined';

/** A link that leaves the console. Addresses come from collected pages: only http and https become links. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children?: string }) {
  const text = children ?? href;
  if (!/^https?:\/\//i.test(href)) return <span className="break">{text}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="external" title={href}>
      <span className="break">{text}</span>
      <ExportOutlined aria-label="（在新窗口打开）" />
    </a>
  );
}
