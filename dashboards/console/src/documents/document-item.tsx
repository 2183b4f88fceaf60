import { Link } from '@tanstack/react-router';
import type { DocumentView } from '#src/documents/schemas.ts';
import { ExternalLink } from '../shared/external-link.tsx';
import { Snippet } from '../shared/highlight.tsx';
import { documentKindNames, nameIn } from '../shared/labels.ts';
import { regionText } from '../shared/regions.ts';
import { SampleTag, ToneTag } from '../shared/tags.tsx';
import { TimeText } from '../shared/time-text.tsx';

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

export function DocumentItem({ item }: { readonly item: DocumentView }) {
  return (
    <li className="result">
      <h2>
        <Link from="/documents" to="/documents" search={(before) => ({ ...before, doc: item.id })}>
          {item.title === '' ? '（无标题）' : item.title}
        </Link>
        <SampleTag sample={item.sample} />
      </h2>
      {item.snippet === '' ? null : (
        <p>
          <Snippet text={item.snippet} />
        </p>
      )}
      <p className="result-meta">
        <ToneTag tone={item.kind === 'article' ? 'info' : 'plain'}>{nameIn(documentKindNames, item.kind)}</ToneTag>
        <ExternalLink href={item.url}>{hostOf(item.url)}</ExternalLink>
        <TimeText at={item.publishedAt ?? item.firstSeenAt} />
        {item.region === null ? null : <span>{regionText(item.region)}</span>}
        {item.version > 1 ? <span>第 {item.version} 版</span> : null}
      </p>
    </li>
  );
}
