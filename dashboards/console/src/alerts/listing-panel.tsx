import type { ReactNode } from 'react';
import { ExternalLink } from '../shared/external-link.tsx';
import { Highlighted, type Mark } from '../shared/highlight.tsx';
import { Facts, Panel } from '../shared/panel.tsx';
import { regionText } from '../shared/regions.ts';
import { TimeText } from '../shared/time-text.tsx';
import type { Finding, Listing, Seller } from './infringement-data.ts';

function marksIn(findings: readonly Finding[], field: string): Mark[] {
  return findings.flatMap(({ field: own, span, code }) => (own === field && span !== null ? [{ ...span, label: code }] : []));
}

/** Everything the listing said when it was captured, with all claims marked. */
export function ListingPanel({ listing, findings }: { readonly listing: Listing; readonly findings: readonly Finding[] }) {
  const marked = (text: string, field: string): ReactNode =>
    text === '' ? null : <Highlighted text={text} marks={marksIn(findings, field)} />;
  const pairs: [string, ReactNode][] = [
    ['标题', marked(listing.title, 'title')],
    ['描述', marked(listing.description, 'description')],
    ...listing.attributes.map(([name, text]): [string, ReactNode] => [name, marked(text, `attributes.${name}`)]),
    ...listing.imageTexts.map((text, index): [string, ReactNode] => [`图片文字 ${index + 1}`, marked(text, `imageTexts.${index}`)]),
    ['搜索关键词', keywordsOf(listing.keywords, findings)],
    ['价格', listing.price === '' ? null : `¥ ${listing.price}`],
    ['采集时间', listing.capturedAt === '' ? null : <TimeText key="captured" at={listing.capturedAt} />],
  ];
  return (
    <Panel title="商品页面原文">
      <Facts pairs={pairs} />
    </Panel>
  );
}

function keywordsOf(keywords: readonly string[], findings: readonly Finding[]): ReactNode {
  if (keywords.length === 0) return null;
  return (
    <span className="keywords">
      {keywords.map((keyword, index) => (
        <span key={keyword} className="tone tone-plain">
          <Highlighted text={keyword} marks={marksIn(findings, `keywords.${index}`)} />
        </span>
      ))}
    </span>
  );
}

export function SellerPanel({ seller }: { readonly seller: Seller }) {
  const unknown = seller.company === '' && seller.uscc === '';
  return (
    <Panel title="卖家">
      <Facts
        pairs={[
          ['店铺', seller.name],
          ['企业', seller.company],
          ['统一社会信用代码', seller.uscc === '' ? null : <span className="mono">{seller.uscc}</span>],
          ['所在地', seller.region === '' ? null : regionText(seller.region)],
          ['店铺地址', seller.shopUrl === '' ? null : <ExternalLink href={seller.shopUrl} />],
        ]}
      />
      {unknown ? <p className="muted">页面未公示营业执照信息，主体身份需向平台核实。</p> : null}
    </Panel>
  );
}
