import type { AnyRequestDefinition } from '../../schema/request-definition.ts';
import { requestTable } from '../../schema/requests.ts';
import type { RegisteredHandler } from './slice.ts';

export type HandlerTable = ReadonlyMap<string, RegisteredHandler>;

/**
 * The slices' handlers by request type. Every row of table two needs exactly one, found out at start and not by the
 * first person who asks.
 */
export function gatherHandlers(
  handlers: readonly RegisteredHandler[],
  table: ReadonlyMap<string, AnyRequestDefinition> = requestTable,
): HandlerTable {
  const gathered = new Map<string, RegisteredHandler>();
  const mistakes: string[] = [];
  for (const handler of handlers) {
    const { type } = handler.definition;
    if (gathered.has(type)) mistakes.push(`two handlers for ${type}`);
    if (table.get(type) !== handler.definition) mistakes.push(`a handler for ${type}, which is not that row of schema/requests.ts`);
    gathered.set(type, handler);
  }
  for (const type of table.keys()) if (!gathered.has(type)) mistakes.push(`no handler for ${type}`);
  if (mistakes.length > 0) throw new Error(`Requests cannot be served: ${mistakes.join('; ')}. Slices register theirs in sync-server/app.ts.`);
  return gathered;
}
