import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Device } from './device.ts';
import { World, type Clinic, type Person } from './world.ts';

let world: World;
let clinic: Clinic;
let fatma: Person;
let device: Device;
beforeAll(async () => {
  world = await World.open({ kind: 'pglite', dataDir: null });
  clinic = await world.addClinic();
});
afterAll(() => world.close());
beforeEach(async () => {
  fatma = await world.addPatient(clinic);
  device = new Device(world);
});
afterEach(() => device.close());

it('[C75] takes a press while the page still asks the clinic where it stands', async () => {
  const tab = await device.openTab('patient', clinic.suffix);
  device.silent = true;
  void tab.flow.resume();
  device.silent = false;
  await tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password });
  expect(tab.flow.step().step).toBe('code');
});

it('[C75] shows nothing of an answer that is older than what was pressed since', async () => {
  const tab = await device.openTab('patient', clinic.suffix);
  const late = tab.flow.resume();
  await Promise.all([tab.flow.startPatient({ clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: 'not hers' }), late]);
  expect(tab.flow.step().step).toBe('none');
  expect(tab.flow.trouble()).toMatchObject({ code: 'signIn.noMatch' });
});

it('[C75] stays on the first page for whoever went back to it while the clinic was asked, and takes what they press next', async () => {
  const tab = await device.openTab('patient', clinic.suffix);
  const typed = { clinic: clinic.suffix, identifier: fatma.email, phone: fatma.phone, password: fatma.password };
  const left = tab.flow.startPatient(typed);
  tab.flow.restart();
  await left;
  expect(tab.flow.step().step).toBe('none');
  expect(tab.flow.trouble()).toBeNull();

  const alsoLeft = tab.flow.startPatient({ ...typed, password: 'not hers' });
  tab.flow.restart();
  await tab.flow.startPatient(typed);
  expect(tab.flow.step().step).toBe('code');
  await alsoLeft;
  expect(tab.flow.step().step).toBe('code');
  expect(tab.flow.trouble()).toBeNull();
});
