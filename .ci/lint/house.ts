import { dirname, resolve } from 'node:path';
import type { Context, ESTree, Plugin, Rule } from '@oxlint/plugins';
import { findNewerApi } from '../newer-apis.ts';
import { refuseDeclaredName, refuseFileName } from './names.ts';
import { refuseImport, toHousePath } from './walls.ts';

/** The house's own lint rules. Each message says where to go instead. */
const root = resolve(dirname(import.meta.filename), '../..');

function report(context: Context, node: ESTree.Node, message: string | null): void {
  if (message !== null) context.report({ node, message });
}

/** A rule that only runs on files of the house, with their path in it. */
function houseRule(visit: (context: Context, path: string) => ReturnType<NonNullable<Rule['create']>>): Rule {
  return {
    create(context) {
      const path = toHousePath(root, context.physicalFilename);
      return path === null ? {} : visit(context, path);
    },
  };
}

const walls = houseRule((context, path) => {
  const check = (source: ESTree.Node | null) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') report(context, source, refuseImport(path, source.value));
  };
  return {
    ImportDeclaration: (node) => check(node.source),
    ExportNamedDeclaration: (node) => check(node.source),
    ExportAllDeclaration: (node) => check(node.source),
    ImportExpression: (node) => check(node.source),
    TSImportType: (node) => check(node.source),
  };
});

/** A barrel hides where things live and ties files into circles. */
const noBarrel = houseRule((context) => ({
  ExportAllDeclaration: (node) => report(context, node, 'No barrels: import from the file that defines it.'),
  Program: (node) => {
    const passesOn = (statement: ESTree.Node) => statement.type === 'ExportNamedDeclaration' && statement.source?.value.startsWith('.');
    const onlyPassesOn = node.body.length > 0 && node.body.every(passesOn);
    report(context, node, onlyPassesOn ? 'No barrels: this file only passes on what others define.' : null);
  },
}));

/** `can(actor, permission)` of schema/roles.ts is the only place that knows what a role means (R8). */
const noRoleComparison = houseRule((context, path) => {
  if (path === 'schema/roles.ts' || path.startsWith('tests/') || path.includes('.test.')) return {};
  const isRole = (node: ESTree.Node): boolean =>
    (node.type === 'Identifier' && node.name === 'role')
    || (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'role')
    || (node.type === 'ChainExpression' && isRole(node.expression));
  const message = 'Ask can(actor, permission) of schema/roles.ts; what a role may do is decided there only.';
  return {
    BinaryExpression: (node) => {
      if (/^[!=]==?$/.test(node.operator) && (isRole(node.left) || isRole(node.right))) report(context, node, message);
    },
    SwitchStatement: (node) => report(context, node, isRole(node.discriminant) ? message : null),
  };
});

/** The content security policy forbids style attributes; `style={{…}}` goes through the DOM and is allowed. */
const noStaticStyle = houseRule((context) => ({
  JSXAttribute: (node) => {
    const isString = node.value?.type === 'Literal'
      || (node.value?.type === 'JSXExpressionContainer' && /^(Literal|TemplateLiteral)$/.test(node.value.expression.type));
    if (node.name.type === 'JSXIdentifier' && node.name.name === 'style' && isString) {
      report(context, node, 'The content security policy drops style="…": use a CSS module, or style={{ … }} for a computed value.');
    }
  },
}));

/** What runs in a browser runs in the oldest we serve. Dependencies are looked at in the build (scan-build.ts). */
const noNewerApi = houseRule((context, path) => {
  if (!/^(client|schema|service-worker)\//.test(path) || /\.test\.tsx?$/.test(path)) return {};
  const check = (node: ESTree.Node) => {
    const found = findNewerApi({ ...node });
    report(context, node, found && `${found.api} is newer than the browsers we serve: ${found.since}.`);
  };
  return { CallExpression: check, NewExpression: check, MemberExpression: check, Literal: check };
});

const names = houseRule((context, path) => {
  const check = (id: ESTree.Node | null) => {
    if (id?.type === 'Identifier') report(context, id, refuseDeclaredName(id.name));
  };
  return {
    Program: (node) => report(context, node, refuseFileName(path)),
    FunctionDeclaration: (node) => check(node.id),
    ClassDeclaration: (node) => check(node.id),
    TSTypeAliasDeclaration: (node) => check(node.id),
    TSInterfaceDeclaration: (node) => check(node.id),
  };
});

const house: Plugin = {
  meta: { name: 'house' },
  rules: { walls, names, 'no-barrel': noBarrel, 'no-role-comparison': noRoleComparison, 'no-static-style': noStaticStyle, 'no-newer-api': noNewerApi },
};

export default house;
