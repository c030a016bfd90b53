import { Hono } from 'hono';
import * as z from 'zod';
import { operations, type Operation } from './api-operations.ts';
import { VERSION } from './health.ts';

const problem = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional(), message: z.string() });

const schemaOf = (shape: z.core.$ZodType): object => z.toJSONSchema(shape, { target: 'openapi-3.0', unrepresentable: 'any', io: 'input' });
const json = (shape: z.core.$ZodType): object => ({ 'application/json': { schema: schemaOf(shape) } });

/** The shapes that are checked are the shapes that are told: both are schema/'s. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  return {
    openapi: '3.0.3',
    info: {
      title: 'Outpost', version: VERSION,
      description: 'You read views. You write requests. The clinic answers. Every POST is checked for its Origin; sessions are cookies.',
    },
    paths,
  };
}

function describeOperation({ path, summary, query, body, answer, session }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({ name, in: 'query', description, schema: { type: 'string' } }));
  return {
    summary: session === 'none' ? summary : `${summary} Needs a session (${session}).`,
    parameters: [...inPath, ...inQuery],
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      200: { description: 'Done', ...(answer ? { content: json(answer) } : {}) },
      default: { description: 'Not done, and why', content: json(problem) },
    },
  };
}

export function openApiRoutes(): Hono {
  const text = JSON.stringify(describeApi());
  return new Hono().get('/api/openapi.json', (c) => c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' }));
}
