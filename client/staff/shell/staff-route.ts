import type { Component } from 'solid-js';
import type { Permission } from '../../../schema/roles.ts';
import type { staffPaths } from './addresses.ts';

/** A row of the staff app's route table. Plain data, so that tests can walk every address there is. */
export interface StaffRoute {
  readonly path: (typeof staffPaths)[keyof typeof staffPaths];
  /** Loaded lazily; the shell is on the screen meanwhile. */
  readonly component: Component;
  /** Who has not got it is told so on the page. null: everybody signed in. */
  readonly permission: Permission | null;
  /** In whatever scope. */
  readonly anyScope?: true;
}
