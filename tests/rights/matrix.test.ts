import { describe, expect, test } from 'vitest';
import { can, grantsOf, permissionModules, permissions, roles, scopeOf, type Grants, type Module, type Permission, type Role } from '../../schema/roles.ts';
import { requestTable } from '../../schema/requests.ts';
import { refuse } from '../../schema/outcome.ts';
import { parseViewName, viewKinds } from '../../schema/view-kinds.ts';
import { views } from '../../schema/views.ts';
import { everybody, world } from './actors.ts';
import { declaredScope } from './declared.ts';
import { matrix, wrongCells } from './matrix.ts';

const everything: readonly Module[] = ['record', 'appointments', 'portal', 'live'];
const roleNames = Object.keys(roles) as Role[];

describe('the role table', () => {
  test('[C3] [D13] every cell is as declared, and no permission is undeclared', () => {
    for (const role of roleNames) {
      for (const permission of permissions) {
        expect(scopeOf({ grants: grantsOf([role], everything) }, permission), `${role} ${permission}`).toBe(declaredScope(role, permission));
      }
    }
  });

  test('[C3] [R8] what is unknown means no: roles, permissions, keys of Object.prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'superuser', '']) {
      expect(grantsOf([name], everything)).toEqual({});
      expect(can({ grants: grantsOf(roleNames, everything) }, name as Permission)).toBe(false);
    }
  });

  test('[C3] a module that is off takes its permissions with it', () => {
    for (const off of everything) {
      const grants = grantsOf(roleNames, everything.filter((module) => module !== off));
      for (const permission of permissions) if (permissionModules[permission] === off) expect(grants[permission], permission).toBeUndefined();
    }
  });

  test('[C20] nurse, clinician and coordinator reply to messages; nobody else', () => {
    const replying = roleNames.filter((role) => can({ grants: grantsOf([role], everything) }, 'portal.message.reply'));
    expect(replying.sort()).toEqual(['clinician', 'nurse', 'portal_coordinator']);
  });
});

describe('the rights matrix', () => {
  test('[R8] [V5] everybody against every view and every request: as declared, all of it', () => {
    const cells = matrix(everybody());
    expect(cells.length).toBeGreaterThan(350);
    expect(wrongCells(cells)).toEqual([]);
  });

  test('[R8] flipping any cell of the role table that anything asks for turns the matrix red', () => {
    const asked = new Set<Permission>(['patient.read', 'chart.read', 'portal.message.read', 'portal.message.reply', 'portal.patient.manage', 'portal.manage', 'admin.held']);
    let flipped = 0;
    for (const role of roleNames) {
      for (const permission of asked) {
        const changed = everybody((name): Grants => {
          const grants = { ...grantsOf([name], everything) };
          if (name !== role) return grants;
          if (grants[permission]) delete grants[permission];
          else grants[permission] = 'all';
          return grants;
        });
        expect(wrongCells(matrix(changed)), `${role} ${permission} flipped`).not.toEqual([]);
        flipped += 1;
      }
    }
    expect(flipped).toBe(roleNames.length * asked.size);
  });

  test('[R8] a judge that lets everybody through, or nobody, turns the matrix red, for each request', () => {
    for (const [type, definition] of requestTable) {
      for (const verdict of [true as const, refuse('permission.missing')]) {
        const table = new Map(requestTable).set(type, { ...definition, may: () => verdict });
        const wrong = wrongCells(matrix(everybody(), table));
        // Dismissing one's own notice is everybody's right: only refusing it can be wrong there.
        if (type === 'notice.dismiss' && verdict === true) continue;
        expect(wrong, `${type} ${verdict === true ? 'open' : 'shut'}`).not.toEqual([]);
      }
    }
  });

  test('[V1] the names every app knows of table one are table one’s own', () => {
    const named = Object.entries(viewKinds).map(([kind, { params, sections }]) => [kind, [...params], [...sections].toSorted()]);
    expect(named).toEqual(Object.entries(views).map(([kind, { params, sections }]) => [kind, [...params], Object.keys(sections).toSorted()]));
  });

  test('[V1] a name that is not exactly a view of table one is none', () => {
    const wrong = ['', 'person', 'person/', `person/${world.patient}/x`, 'person/../clinic', '__proto__/x', 'constructor/x', `queue/${world.clinic}/secrets`,
      `threads/${world.patient}@x`, 'threads/a b', `threads/${'x'.repeat(65)}`, 'Threads/x'];
    for (const name of wrong) expect(parseViewName(name), name).toBeNull();
  });
});
