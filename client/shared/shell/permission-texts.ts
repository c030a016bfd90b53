import { defineTexts } from '../i18n/define-texts.ts';

/** Fills "the right to …". One for each permission of schema/roles.ts. */
export const permissionTexts = defineTexts('permissions', {
  patient: { read: 'see patients' },
  chart: { read: 'read charts', write: 'write in charts' },
  portal: {
    message: { read: 'read messages', reply: 'answer messages', share: 'share documents in messages' },
    booking: { read: 'see booking requests', manage: 'decide booking requests' },
    result: { release: 'release results' },
    document: { upload: 'upload documents', show: 'show documents to patients' },
    submission: { review: 'review what patients send in' },
    patient: { manage: 'manage patients’ portal access' },
    registration: { review: 'review registrations' },
    broadcast: 'write to all patients',
    billing: { manage: 'manage invoices' },
    manage: 'change portal settings',
    report: 'see portal reports',
  },
  record: { renewal: { decide: 'decide on renewals' } },
  appointments: { read: 'see appointments', manage: 'manage appointments', configure: 'change appointment settings' },
  live: {
    read: 'see video visits',
    schedule: 'schedule video visits',
    consult: { conduct: 'conduct video visits', note: 'write visit notes' },
    recording: { manage: 'manage recordings' },
    referral: { manage: 'manage referrals' },
    waiting: { manage: 'manage the waiting room' },
    manage: 'change video visit settings',
    report: 'see video visit reports',
  },
  admin: { staff: 'manage staff', audit: 'read the audit log', devices: 'manage devices', held: 'decide on held requests' },
});
