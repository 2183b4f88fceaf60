import { ExternalLink } from '../shared/external-link.tsx';
import { Fact, Facts } from '../shared/panel.tsx';
import { regionText } from '../shared/regions.ts';
import type { Seller } from './infringement-data.ts';

/** Who sells, as far as the page says. */
export function SellerFacts({ seller }: { readonly seller: Seller }) {
  return (
    <Facts>
      <Fact name="店铺">{seller.name}</Fact>
      <Fact name="企业">{seller.company}</Fact>
      <Fact name="信用代码">{seller.uscc === '' ? null : <span className="mono">{seller.uscc}</span>}</Fact>
      <Fact name="所在地">{regionText(seller.region)}</Fact>
      <Fact name="店铺地址">{seller.shopUrl === '' ? null : <ExternalLink href={seller.shopUrl} />}</Fact>
    </Facts>
  );
}
