import type { SampleRegistry } from './certificates.ts';
import type { Enterprise, SampleData } from './data.ts';
import type { Random } from './random.ts';
import type { Shop } from './types.ts';
import { inventedUscc } from './uscc.ts';

/** The marketplace's shops, made when a listing first needs them. */
export interface ShopBook {
  own(enterpriseId: string): Shop;
  dealer(enterpriseId: string, index: number): Shop;
  named(name: string): Shop;
  all(): readonly Shop[];
}

interface Licence {
  readonly company: string;
  readonly uscc: string;
  readonly address: string;
}

const ownSuffixes = ['旗舰店', '官方店', '官方旗舰店', '企业店', '工厂直营店', ''];

export function openShops(data: SampleData, registry: SampleRegistry, random: Random): ShopBook {
  const byName = new Map<string, Shop>();
  const ownNames = new Map(data.enterprises.map(({ id, name }) => [id, name + random.pick(ownSuffixes)]));
  const licensed = new Map(data.shops.licensed.map((shop) => [shop.name, shop]));
  let serial = random.int(6000, 7000);

  function licence(company: string, region: string, place: string): Licence {
    serial += random.int(3, 17);
    return {
      company,
      uscc: registry.usccOf.get(company) ?? inventedUscc(region, serial),
      address: `${place}示例路${random.int(1, 199)}号`,
    };
  }
  function open(name: string, granted: () => Licence | undefined): Shop {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const id = `s${random.digits(7)}`;
    const shop = { id, name, path: `/mall/shop/${id}.html`, ...granted() };
    byName.set(name, shop);
    return shop;
  }
  function enterprise(id: string): Enterprise {
    const found = data.enterprises.find((row) => row.id === id);
    if (found === undefined) throw new RangeError(`no enterprise ${id} in enterprises.yaml`);
    return found;
  }
  return {
    own: (id) => {
      const { company, region, place } = enterprise(id);
      return open(ownNames.get(id) ?? id, () => licence(company, region, place));
    },
    dealer: (id, index) => {
      const { authorised, region } = enterprise(id);
      const dealer = authorised[index];
      if (dealer === undefined) throw new RangeError(`${id} has no authorised seller ${index}`);
      const { company } = dealer;
      return open(dealer.name, () => (company === undefined ? undefined : licence(company, dealer.region ?? region, '')));
    },
    named: (name) =>
      open(name, () => {
        const shop = licensed.get(name);
        return shop === undefined ? undefined : licence(shop.company, shop.region, shop.place);
      }),
    all: () => [...byName.values()],
  };
}
