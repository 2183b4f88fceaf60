import { readFileSync } from 'node:fs';
import { loadInfringementRules } from '#src/infringement/index.ts';
import { usccCheckCharacter } from '#src/regions/uscc.ts';
import type { Certificate } from '#src/registry/index.ts';
import { createRegistryView, parseMarks, type RegistryView } from '#src/registry/index.ts';

export const rules = loadInfringementRules();
export const marks = parseMarks(readFileSync(new URL('../../rules/marks/marks.yaml', import.meta.url), 'utf8'));

/** A valid code whose organisation part no registered body has. */
export function usccOf(region: string, serial: number): string {
  const body = `91${region}XXXX${String(serial).padStart(5, '0')}`;
  return body + usccCheckCharacter(body);
}

/** An invented certificate; what is not given is valid throughout 2025 and 2026. */
export function certificate(given: Partial<Certificate> & Pick<Certificate, 'certificateNo' | 'mark'>): Certificate {
  return {
    holder: '临沧云岭月茶业有限公司',
    holderUscc: usccOf('530900', 1),
    products: ['红茶', '普洱茶（生茶）'],
    validFrom: '2025-01-01',
    validTo: '2026-12-31',
    status: 'valid',
    issuer: '某认证中心（虚构）',
    authorisedSellers: [],
    aliases: ['云岭月'],
    ...given,
  };
}

export const teaNumber = 'LSYN-2025-70001';
export const vinegarNumber = 'SXJP25B700002';
export const holder = { name: '云岭月官方旗舰店', company: '临沧云岭月茶业有限公司', uscc: usccOf('530900', 1) };
export const stranger = { name: '路过小铺', company: '长沙路过商贸有限公司', uscc: usccOf('430100', 9) };

export const certificates: readonly Certificate[] = [
  certificate({
    certificateNo: teaNumber,
    mark: 'green-yunnan',
    authorisedSellers: ['茶集合店', usccOf('310000', 3), 'https://shop.example/tea'],
  }),
  certificate({
    certificateNo: vinegarNumber,
    mark: 'shanxi-premium',
    holder: '太原老槐树醋业有限公司',
    holderUscc: usccOf('140100', 4),
    products: ['老陈醋（三年陈酿）', '清香型白酒（53度）'],
    aliases: ['老槐树'],
  }),
  certificate({
    certificateNo: 'MLYN-F2025-7003',
    mark: 'charm-yunnan',
    holder: '大理半山客栈有限公司',
    holderUscc: usccOf('532900', 5),
    products: ['民宿服务'],
    aliases: ['半山客栈'],
  }),
];

export function viewOf(rows: readonly Certificate[] = certificates): RegistryView {
  return createRegistryView(marks, rows, rules.tables);
}
