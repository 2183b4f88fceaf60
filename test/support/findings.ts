import type { Finding } from '#src/alerts/index.ts';

/** A finding of a forged number, with whatever a test wants otherwise. */
export function findingOf(given: Partial<Finding>): Finding {
  return {
    kind: 'infringement',
    dedupKey: 'infringement:doc',
    groupKey: 'seller:x',
    level: 'red',
    verdict: 'violation',
    title: 'F1 伪造：测试商品',
    summary: '所示编号在登记簿中不存在。',
    brand: '云南品牌',
    region: '530000',
    codes: ['F1'],
    url: 'https://shop.example/item/1',
    documentId: null,
    eventId: null,
    data: {},
    documents: [],
    sample: false,
    why: '判定为违规',
    ...given,
  };
}
