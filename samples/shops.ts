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

/** Writes licences with running credit codes; a company that holds certificates keeps its code. */
function licenceOffice(known: ReadonlyMap<string, string>, random: Random): (company: string, region: string, place: string) => Licence {
  let serial = random.int(6000, 7000);
  return (company, region, place) => {
    serial += random.int(3, 17);
    return { company, uscc: known.get(company) ?? inventedUscc(region, serial), address: `${place}示例路${random.int(1, 199)}号` };
  };
}

export function openShops(data: SampleData, registry: SampleRegistry, random: Random): ShopBook {
  const byName = new Map<string, Shop>();
  const ownNames = new Map(data.enterprises.map(({ id, name }) => [id, name + random.pick(ownSuffixes)]));
  const licensed = new Map(data.shops.licensed.map((shop) => [shop.name, shop]));
  const licence = licenceOffice(registry.usccOf, random);

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
  function dealer(id: string, index: number): Shop {
    const { authorised, region } = enterprise(id);
    const seller = authorised[index];
    if (seller === undefined) throw new RangeError(`${id} has no authorised seller ${index}`);
    const { company } = seller;
    return open(seller.name, () => (company === undefined ? undefined : licence(company, seller.region ?? region, seller.place ?? '')));
  }
  return {
    own: (id) => {
      const { company, region, place } = enterprise(id);
      return open(ownNames.get(id) ?? id, () => licence(company, region, place));
    },
    dealer,
    named: (name) =>
      open(name, () => {
        const shop = licensed.get(name);
        return shop === undefined ? undefined : licence(shop.company, shop.region, shop.place);
      }),
    all: () => [...byName.values()],
  };
}
