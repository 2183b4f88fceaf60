/** Provinces of GB/T 2260 by the first two digits of a code. */
const provinces: Readonly<Record<string, string>> = {
  11: '北京',
  12: '天津',
  13: '河北',
  14: '山西',
  15: '内蒙古',
  21: '辽宁',
  22: '吉林',
  23: '黑龙江',
  31: '上海',
  32: '江苏',
  33: '浙江',
  34: '安徽',
  35: '福建',
  36: '江西',
  37: '山东',
  41: '河南',
  42: '湖北',
  43: '湖南',
  44: '广东',
  45: '广西',
  46: '海南',
  50: '重庆',
  51: '四川',
  52: '贵州',
  53: '云南',
  54: '西藏',
  61: '陕西',
  62: '甘肃',
  63: '青海',
  64: '宁夏',
  65: '新疆',
  71: '台湾',
  81: '香港',
  82: '澳门',
};

/** `云南` for any code of it, and any other text as it is. */
export function provinceText(region: string): string {
  return (/^\d{6}$/.test(region) ? provinces[region.slice(0, 2)] : undefined) ?? region;
}

/** `云南` for 530000, `云南 530800` below a province, and any other text as it is. */
export function regionText(region: string): string {
  const province = provinceText(region);
  return province === region || region.endsWith('0000') ? province : `${province} ${region}`;
}
