import type { ThemeConfig } from 'antd';

const fonts =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/** The colours of antd's parts; those of our own are the variables of `base.css`. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b655c',
    colorInfo: '#0b655c',
    colorLink: '#0b655c',
    colorError: '#b3261e',
    colorText: '#1b2a31',
    colorTextSecondary: '#55656d',
    colorTextTertiary: '#55656d',
    colorTextDescription: '#55656d',
    colorTextPlaceholder: '#64737b',
    colorBorder: '#c9d2d6',
    colorBorderSecondary: '#e1e7ea',
    colorBgLayout: '#f3f5f6',
    borderRadius: 6,
    fontFamily: fonts,
    fontSize: 14,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: { Segmented: { itemSelectedColor: '#0b655c', trackBg: '#e4eaec' }, Modal: { titleFontSize: 16 } },
};
