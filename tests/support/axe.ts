import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong with a page, or with a part of it: `[]` for nothing.
 * Not preloaded: it would fetch each stylesheet the page is still waiting for and write it into the page, which the page's own
 * policy forbids and complains of; only rules that are switched off anyway read it. One page without frames needs no second window.
 */
export async function findAxeFaults(page: Page, part?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page }).options({ preload: false }).withTags(tags).setLegacyMode(true);
  if (part !== undefined) builder.include(part);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}
