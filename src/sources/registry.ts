import { InvalidError } from '#src/base/errors.ts';
import { articleList } from './article-list/plugin.ts';
import { feed } from './feed/plugin.ts';
import { shopHtml } from './shop-html/plugin.ts';
import type { SourcePlugin } from './source.ts';

/** Every plug-in there is. */
export const sourcePlugins: readonly SourcePlugin<unknown>[] = [articleList, feed, shopHtml];

/** @throws InvalidError where there is no such plug-in */
export function findPlugin(id: string): SourcePlugin<unknown> {
  const plugin = sourcePlugins.find((each) => each.id === id);
  if (plugin !== undefined) return plugin;
  throw new InvalidError(`There is no source plug-in ${id}: use one of ${sourcePlugins.map((each) => each.id).join(', ')}.`);
}
