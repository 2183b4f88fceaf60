import { z } from 'zod';
import { isSelector } from './dom.ts';

/** Shapes that settings of plug-ins are made of; own data is read strictly, so that a misspelt setting is refused. */
export const selectorSetting = z.string().min(1).refine(isSelector, '不是可用的 CSS 选择器');

export const patternSetting = z.string().min(1).refine(isRegExp, '不是可用的正则表达式');

/** Pages of a list that are followed. */
export const maxPagesSetting = z.number().int().min(1).max(100).default(5);

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
