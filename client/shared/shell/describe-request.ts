import { bookingAccept, bookingCancel, bookingConfirm, bookingDecline, bookingOffer, bookingRequest, bookingWithdraw } from '../../../schema/booking-requests.ts';
import { waitJoin, waitLeave, waitOffer } from '../../../schema/booking-waits.ts';
import { cannedRemove, cannedRemoveOwn, cannedSave, cannedSaveOwn } from '../../../schema/canned-replies.ts';
import { staffAway, staffBack, staffClose, staffReopen } from '../../../schema/colleague-requests.ts';
import { appointmentArrive, appointmentCancel, appointmentFulfil, appointmentMark, appointmentMiss, appointmentMove, appointmentUndo } from '../../../schema/desk-requests.ts';
import { consultCheckIn, consultColleagues, consultEnd, consultFail, consultInvite, consultLeave, consultPhone, consultStart, consultWord } from '../../../schema/consult-requests.ts';
import { clinicSettings } from '../../../schema/clinic-requests.ts';
import { threadHandover } from '../../../schema/handover-requests.ts';
import { heldDiscard, heldReturn } from '../../../schema/held-requests.ts';
import { messageSend, messageStart } from '../../../schema/message-requests.ts';
import { replyDisclose, replyWithdraw, threadMove } from '../../../schema/misdirected-requests.ts';
import { patientActivate, patientBlock, patientContact } from '../../../schema/patient-requests.ts';
import type { RequestDefinition } from '../../../schema/request-definition.ts';
import { parseBody } from '../../../schema/requests.ts';
import { rangeRemove, rangeSave } from '../../../schema/reference-ranges.ts';
import { absenceAdd, absenceRemove, holidayAdd, holidayRemove, scheduleSave, visitTypeSave } from '../../../schema/schedule-requests.ts';
import { resultHold, resultLift, resultRelease, resultReleaseNormal, resultWithdraw } from '../../../schema/result-requests.ts';
import {
  threadAssign, threadClaim, threadClose, threadComment, threadReopen, threadReply, threadTag, threadUrgency,
} from '../../../schema/triage-requests.ts';
import type { I18n } from '../i18n/create-i18n.ts';
import type { Translate } from '../i18n/define-texts.ts';
import type { Icon } from '../ui/icon.tsx';
import {
  CalendarDays, CircleCheck, Clock, FileText, Hand, Lock, Mail, MessageCircle, NotebookPen, Phone, SendHorizontal, ShieldCheck, Siren, TagLabel, TextQuote, Trash, Undo2, UserPlus,
} from '../ui/icons.ts';
import { requestTexts } from './request-texts.ts';
import { valueTexts } from './value-texts.ts';

/** A request with its wire types forgotten: what the device keeps of one. */
export interface Describable { readonly type: string; readonly v: number; readonly body: unknown }

export interface RequestWords {
  readonly title: string;
  readonly act: string;
  /** What the person typed, kept whole (R5). */
  readonly words?: string;
  readonly icon: Icon;
  /** The patient it is about, when the device knows the name. */
  readonly person?: string;
  readonly target?: { readonly patient: string; readonly thread?: string };
}

/** Names the device may or may not know; a missing one becomes "a patient". */
export interface NameLookup {
  person(patient: string): string | undefined;
  /** True when the reader acts for themselves: then the person is not named. */
  isSelf(patient: string): boolean;
  addresseeOfThread(patient: string, thread: string): string | undefined;
  addressee(ref: string): string | undefined;
  colleague(staff: string): string | undefined;
  tag(id: string): string | undefined;
}

interface Speech {
  readonly t: Translate<typeof requestTexts.english>;
  readonly names: NameLookup;
  readonly value: (raw: string) => string;
  readonly person: (patient: string) => string;
}
type Describe<Body> = (body: Body, speech: Speech) => RequestWords;
type Row = readonly [type: string, describe: (body: never, speech: Speech) => RequestWords];

function row<Body, Facts>(definition: RequestDefinition<Body, Facts>, describe: Describe<Body>): Row {
  return [definition.type, describe];
}

function messageTo(key: 'message.start' | 'message.send', patient: string, to: string | undefined, { t, names, person }: Speech): string {
  const name = to ?? t('unknownAddressee');
  return names.isSelf(patient) ? t(`${key}.title`, { to: name }) : t(`${key}.titleFor`, { to: name, person: person(patient) });
}

const rows: ReadonlyMap<string, Row[1]> = new Map([
  row(messageStart, (body, speech) => ({
    title: messageTo('message.start', body.patient, speech.names.addressee(body.to), speech),
    act: speech.t('message.start.act'), words: body.text, icon: MessageCircle, target: body,
  })),
  row(messageSend, (body, speech) => ({
    title: messageTo('message.send', body.patient, speech.names.addresseeOfThread(body.patient, body.thread), speech),
    act: speech.t('message.send.act'), words: body.text, icon: MessageCircle, target: body,
  })),
  row(threadReply, (body, { t, person }) => ({
    title: t('thread.reply.title', { person: person(body.patient) }), act: t('thread.reply.act'), words: body.text, icon: SendHorizontal, target: body,
  })),
  row(threadComment, (body, { t, person }) => ({
    title: t('thread.comment.title', { person: person(body.patient) }), act: t('thread.comment.act'), words: body.text, icon: NotebookPen, target: body,
  })),
  row(threadHandover, (body, { t, person }) => ({
    title: t('thread.handover.title', { person: person(body.patient) }), act: t('thread.handover.act'), words: body.text, icon: NotebookPen, target: body,
  })),
  row(threadClaim, (body, { t, person }) => ({
    title: t('thread.claim.title', { person: person(body.patient) }), act: t('thread.claim.act'), icon: UserPlus, target: body,
  })),
  row(threadAssign, (body, { t, names, person }) => {
    if (body.to === null) return { title: t('thread.release.title', { person: person(body.patient) }), act: t('thread.release.act'), icon: UserPlus, target: body };
    const colleague = names.colleague(body.to) ?? t('unknownColleague');
    return { title: t('thread.assign.title', { person: person(body.patient), colleague }), act: t('thread.assign.act', { colleague }), icon: UserPlus, target: body };
  }),
  row(threadUrgency, (body, { t, value, person }) => ({
    title: t('thread.urgency.title', { person: person(body.patient), value: value(body.value) }),
    act: t('thread.urgency.act', { value: value(body.value) }), icon: Siren, target: body,
  })),
  row(threadTag, (body, { t, names, person }) => {
    const tag = names.tag(body.tag) ?? body.tag;
    return {
      title: t(body.on ? 'thread.tag.on' : 'thread.tag.off', { tag, person: person(body.patient) }),
      act: t(body.on ? 'thread.tag.actOn' : 'thread.tag.actOff', { tag }), icon: TagLabel, target: body,
    };
  }),
  row(threadClose, (body, { t, person }) => ({
    title: t('thread.close.title', { person: person(body.patient) }), act: t('thread.close.act'), icon: CircleCheck, target: body,
  })),
  row(threadReopen, (body, { t, person }) => ({
    title: t('thread.reopen.title', { person: person(body.patient) }), act: t('thread.reopen.act'), icon: Undo2, target: body,
  })),
  row(threadMove, (body, { t, person }) => ({
    title: t('thread.move.title', { person: person(body.patient) }), act: t('thread.move.act'), words: body.reason, icon: Undo2, target: body,
  })),
  row(replyWithdraw, (body, { t, person }) => ({
    title: t('reply.withdraw.title', { person: person(body.patient) }), act: t('reply.withdraw.act'), words: body.reason, icon: Undo2, target: body,
  })),
  row(replyDisclose, (body, { t, person }) => ({
    title: t('reply.disclose.title', { person: person(body.patient) }), act: t('reply.disclose.act'), words: body.reason, icon: FileText, target: body,
  })),
  row(patientContact, (body, { t, person }) => ({
    title: t(`patient.${body.field}.title`, { person: person(body.patient) }),
    act: t(`patient.${body.field}.act`), words: body.value, icon: body.field === 'phone' ? Phone : Mail, target: { patient: body.patient },
  })),
  row(patientActivate, (body, { t, person }) => ({
    title: t('patient.activate.title', { person: person(body.patient) }), act: t('patient.activate.act'), icon: ShieldCheck, target: body,
  })),
  row(patientBlock, (body, { t, person }) => ({
    title: t('patient.block.title', { person: person(body.patient) }), act: t('patient.block.act'), words: body.reason, icon: Lock, target: body,
  })),
  row(clinicSettings, (body, { t }) => ({
    title: t('settings.title'), act: t('settings.act'), icon: FileText,
    words: [body.replyPromise, body.emergencyPhone, ...(body.openingHours ?? []).map((day) => day.map(({ from, to }) => `${from}–${to}`).join(', ') || '–')].join('\n'),
  })),
  row(resultRelease, (body, { t, person }) => ({ title: t('result.release.title', { person: person(body.patient) }), act: t('result.release.act'), icon: CircleCheck, ...(body.words === '' ? {} : { words: body.words }) })),
  row(resultReleaseNormal, (body, { t, person }) => ({ title: t('result.release.title', { person: person(body.patient) }), act: t('result.release.act'), icon: CircleCheck })),
  row(resultHold, (body, { t, person }) => ({ title: t('result.hold.title', { person: person(body.patient) }), act: t('result.hold.act'), icon: Hand, words: body.reason })),
  row(resultLift, (body, { t, person }) => ({ title: t('result.lift.title', { person: person(body.patient) }), act: t('result.lift.act'), icon: Undo2, ...(body.reason === '' ? {} : { words: body.reason }) })),
  row(resultWithdraw, (body, { t, person }) => ({ title: t('result.withdraw.title', { person: person(body.patient) }), act: t('result.withdraw.act'), icon: Undo2, words: body.reason })),
  row(visitTypeSave, (body, { t }) => {
    const name = Object.values(body.names)[0] ?? '';
    return { title: t('schedule.type.title', { name }), act: t('schedule.type.act'), icon: FileText, words: [...Object.values(body.names), ...Object.values(body.preparation)].join('\n') };
  }),
  row(scheduleSave, (body, { t, names }) => ({
    title: t('schedule.save.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t('schedule.save.act'), icon: Clock,
    words: body.weekly.map((day) => day.map(({ from, to }) => `${from}–${to}`).join(', ') || '–').join('\n'),
  })),
  row(absenceAdd, (body, { t, names }) => ({
    title: t(`schedule.${body.kind}.title`, { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t(`schedule.${body.kind}.act`), icon: Clock,
    ...(body.reason === '' ? {} : { words: body.reason }),
  })),
  row(absenceRemove, (body, { t, names }) => ({ title: t('schedule.remove.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t('schedule.remove.act'), icon: Undo2 })),
  row(holidayAdd, (body, { t }) => ({ title: t('schedule.holiday.title', { name: body.name }), act: t('schedule.holiday.act'), icon: Clock })),
  row(holidayRemove, (_body, { t }) => ({ title: t('schedule.holidayRemove.title'), act: t('schedule.holidayRemove.act'), icon: Undo2 })),
  row(rangeSave, (body, { t }) => ({
    title: t('range.save.title', { name: body.name }), act: t('range.save.act'), icon: FileText, words: `${body.code} ${body.unit}: ${body.low ?? ''} – ${body.high ?? ''}\n${body.from} – ${body.until ?? ''}`,
  })),
  row(rangeRemove, (_body, { t }) => ({ title: t('range.remove.title'), act: t('range.remove.act'), icon: Undo2 })),
  row(bookingRequest, (body, { t, person }) => {
    const key = body.replaces === null ? 'booking.request' : 'booking.change';
    return { title: t(`${key}.title`, { person: person(body.patient) }), act: t(`${key}.act`), icon: CalendarDays, ...(body.words === '' ? {} : { words: body.words }) };
  }),
  row(bookingWithdraw, (body, { t, person }) => ({ title: t('booking.withdraw.title', { person: person(body.patient) }), act: t('booking.withdraw.act'), icon: Undo2 })),
  row(bookingAccept, (body, { t, person }) => ({ title: t('booking.accept.title', { person: person(body.patient) }), act: t('booking.accept.act'), icon: CalendarDays })),
  row(bookingCancel, (body, { t, person }) => ({ title: t('booking.cancel.title', { person: person(body.patient) }), act: t('booking.cancel.act'), icon: Undo2, ...(body.words === '' ? {} : { words: body.words }) })),
  row(bookingConfirm, (body, { t, person }) => ({ title: t('booking.confirm.title', { person: person(body.patient) }), act: t('booking.confirm.act'), icon: CalendarDays, ...(body.override === '' ? {} : { words: body.override }) })),
  row(bookingDecline, (body, { t, person }) => ({ title: t('booking.decline.title', { person: person(body.patient) }), act: t('booking.decline.act'), icon: CalendarDays, words: body.reason })),
  ...([[waitJoin, 'join'], [waitLeave, 'leave'], [waitOffer, 'offer']] as const).map(([definition, what]): Row =>
    [definition.type, (body: { readonly patient: string }, { t, person }) => ({ title: t(`wait.${what}.title`, { person: person(body.patient) }), act: t(`wait.${what}.act`), icon: CalendarDays })]),
  ...([[appointmentArrive, 'arrive'], [appointmentFulfil, 'fulfil'], [appointmentMiss, 'miss']] as const).map(([definition, what]) =>
    row(definition, (body, { t, person }) => ({ title: t(`appointment.${what}.title`, { person: person(body.patient) }), act: t(`appointment.${what}.act`), icon: CalendarDays }))),
  row(appointmentCancel, (body, { t, person }) => ({ title: t('appointment.cancel.title', { person: person(body.patient) }), act: t('appointment.cancel.act'), words: body.reason, icon: CalendarDays })),
  row(appointmentUndo, (body, { t, person }) => ({ title: t('appointment.undo.title', { person: person(body.patient) }), act: t('appointment.undo.act'), words: body.reason, icon: Undo2 })),
  row(appointmentMark, (body, { t, person }) => ({ title: t('appointment.mark.title', { person: person(body.patient) }), act: t('appointment.mark.act'), icon: Phone })),
  row(appointmentMove, (body, { t, person }) => ({ title: t('appointment.move.title', { person: person(body.patient) }), act: t('appointment.move.act'), icon: CalendarDays, ...(body.override === '' ? {} : { words: body.override }) })),
  ...([[consultCheckIn, 'checkIn'], [consultLeave, 'leave'], [consultStart, 'start'], [consultEnd, 'end'], [consultPhone, 'phone'], [consultInvite, 'invite'], [consultColleagues, 'colleagues']] as const).map(([definition, what]): Row =>
    [definition.type, (body: { readonly patient: string }, { t, person }) => ({ title: t(`consult.${what}.title`, { person: person(body.patient) }), act: t(`consult.${what}.act`), icon: CalendarDays })]),
  row(consultFail, (body, { t, person }) => ({ title: t('consult.fail.title', { person: person(body.patient) }), act: t('consult.fail.act'), words: body.reason, icon: CalendarDays })),
  row(consultWord, (body, { t, person }) => ({ title: t('consult.word.title', { person: person(body.patient) }), act: t('consult.word.act'), words: body.text, icon: MessageCircle })),
  row(bookingOffer, (body, { t, person }) => ({ title: t('booking.offer.title', { person: person(body.patient) }), act: t('booking.offer.act'), icon: CalendarDays, ...(body.words === '' ? {} : { words: body.words }) })),
  row(heldReturn, (body, { t }) => ({ title: t('held.return.title'), act: t('held.return.act'), icon: Undo2, ...(body.words === '' ? {} : { words: body.words }) })),
  row(heldDiscard, (body, { t }) => ({ title: t('held.discard.title'), act: t('held.discard.act'), icon: Hand, ...(body.words === '' ? {} : { words: body.words }) })),
  row(staffClose, (body, { t, names }) => ({ title: t('staff.close.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t('staff.close.act'), icon: Lock })),
  row(staffReopen, (body, { t, names }) => ({ title: t('staff.reopen.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t('staff.reopen.act'), icon: Undo2 })),
  row(staffAway, (body, { t, names }) => ({
    title: t('staff.away.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague'), from: body.from, until: body.until }), act: t('staff.away.act'), icon: Clock,
    ...(body.words === '' ? {} : { words: body.words }),
  })),
  row(staffBack, (body, { t, names }) => ({ title: t('staff.back.title', { colleague: names.colleague(body.staff) ?? t('unknownColleague') }), act: t('staff.back.act'), icon: Undo2 })),
  ...[cannedSave, cannedSaveOwn].map((definition) => row(definition, (body, { t }) => ({
    title: t('canned.save.title', { title: body.title }), act: t('canned.save.act'), words: body.text, icon: TextQuote,
  }))),
  ...[cannedRemove, cannedRemoveOwn].map((definition) => row(definition, (_body, { t }) => ({ title: t('canned.remove.title'), act: t('canned.remove.act'), icon: Trash }))),
]);

/** Types that have words of their own; a test holds this against table two. */
export const describedRequests: readonly string[] = [...rows.keys()];

/** An older or unknown request is still listed, under a general name: nothing a person asked for goes unseen (R5). */
export function describeRequest(i18n: I18n, names: NameLookup, request: Describable): RequestWords {
  const t = i18n.translate(requestTexts);
  const parsed = parseBody(request.type, request.v, request.body);
  const describe = rows.get(request.type);
  if (!parsed.ok || !describe) return { title: t('other.title'), act: t('other.act'), icon: FileText };
  const words = describe(parsed.body, {
    t, names,
    value: (raw) => i18n.find(valueTexts, `values.${raw}`) ?? raw,
    person: (patient) => names.person(patient) ?? t('unknownPerson'),
  });
  const person = words.target && names.person(words.target.patient);
  return person === undefined ? words : { ...words, person };
}
