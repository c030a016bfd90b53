import { DEMO_PASSWORD, demoNetwork } from './demo-network.ts';
import type { DemoClinic } from './demo-shapes.ts';

/** The addresses and sign-ins of the demo for a terminal, as tables. */
export function describeDemo(url: string): string {
  return [
    '',
    `Invented people, one password for all of them: ${DEMO_PASSWORD}`,
    `Codes, of authenticators and by SMS, stand at   ${url}/dev/outbox`,
    '',
    `Staff sign in at ${url}/staff/ with user name, password and the code of their authenticator`,
    table(['User name', 'Who', 'Clinic'], demoNetwork.flatMap((clinic) => clinic.staff.map((one) => [one.username, `${one.name}, ${one.title.toLowerCase()}`, clinic.name]))),
    ...demoNetwork.flatMap((clinic) => ['', describePatients(clinic, url)]),
    '',
  ].join('\n');
}

/** Who may sign in as a patient, for the demo's own page. */
export function listDemoPatients(): { name: string; clinic: string; identifier: string; phone: string }[] {
  return demoNetwork.flatMap((clinic) => clinic.patients.filter((one) => one.active).map((one) => ({
    name: `${one.given} ${one.family}${describeCare(clinic, one.caresFor ?? [])}`, clinic: clinic.name,
    identifier: (clinic.identifierMode === 'email' ? one.email : one.nationalId) ?? '', phone: one.phone,
  })));
}

function describePatients(clinic: DemoClinic, url: string): string {
  const byEmail = clinic.identifierMode === 'email';
  const rows = listDemoPatients().filter((one) => one.clinic === clinic.name).map((one) => [one.identifier, one.phone, one.name]);
  return `Patients of ${clinic.name} sign in at ${url}/c/${clinic.suffix}/ with ${byEmail ? 'e-mail' : 'national id'}, phone, password and the code by SMS\n` +
    table([byEmail ? 'E-mail' : 'National id', 'Phone', 'Who'], rows);
}

function describeCare(clinic: DemoClinic, caresFor: readonly { patient: string }[]): string {
  const names = caresFor.map(({ patient }) => clinic.patients.find(({ key }) => key === patient)?.given ?? patient);
  return names.length === 0 ? '' : ` (and for ${names.join(', ')})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
