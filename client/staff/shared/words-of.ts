import { cannedSave, cannedSaveOwn, type CannedOf } from '../../../schema/canned-replies.ts';
import { bookingConfirm, bookingDecline } from '../../../schema/booking-requests.ts';
import { appointmentCancel, appointmentMove, appointmentUndo } from '../../../schema/desk-requests.ts';
import { heldDiscard, heldReturn } from '../../../schema/held-requests.ts';
import { replyDisclose, replyWithdraw, threadMove } from '../../../schema/misdirected-requests.ts';
import { patientBlock, patientContact } from '../../../schema/patient-requests.ts';
import type { ContactField } from '../../../schema/patients.ts';
import { resultHold, resultLift, resultRelease, resultWithdraw } from '../../../schema/result-requests.ts';
import { threadComment, threadReply } from '../../../schema/triage-requests.ts';
import type { LocalRequest, WordsBack } from '../../shared/sync/sync.ts';

export const replyDraft = (thread: string): string => `reply.${thread}`;
export const commentDraft = (thread: string): string => `comment.${thread}`;
export const contactDraft = (patient: string, field: ContactField): string => `contact.${patient}.${field}`;
export const heldDraft = (request: string): string => `held.${request}`;
/** Why a reply, or a conversation, went to the wrong person. */
export const misdirectedDraft = (about: string): string => `misdirected.${about}`;
/** To the patient, with a result; and why one is held, or not any more. */
export const resultDraft = (result: string): string => `result.${result}`;
export const resultReasonDraft = (result: string): string => `result.reason.${result}`;
/** Why a request for an appointment is declined, or confirmed all the same. */
export const bookingDraft = (booking: string): string => `booking.${booking}`;
/** Why an appointment is cancelled, or moved to where its provider's hours do not reach. */
export const cancelDraft = (appointment: string): string => `appointment.cancel.${appointment}`;
/** And why what was noted of it is put back. */
export const undoDraft = (appointment: string): string => `appointment.undo.${appointment}`;
export const moveDraft = (appointment: string): string => `appointment.move.${appointment}`;
export const blockDraft = (patient: string): string => `block.${patient}`;
/** A new one has no id yet. */
export const cannedDraft = (of: CannedOf, reply: string | null): string => `canned.${of}.${reply ?? 'new'}`;

/** The words of a request and the draft they came from; none for requests without words. */
export function wordsOf(request: LocalRequest): readonly WordsBack[] {
  switch (request.type) {
    case threadReply.type: {
      const { thread, text } = threadReply.body.parse(request.body);
      return [{ key: replyDraft(thread), text, joins: true }];
    }
    case threadComment.type: {
      const { thread, text } = threadComment.body.parse(request.body);
      return [{ key: commentDraft(thread), text, joins: true }];
    }
    case patientContact.type: {
      const { patient, field, value } = patientContact.body.parse(request.body);
      return [{ key: contactDraft(patient, field), text: value, joins: false }];
    }
    case patientBlock.type: {
      const { patient, reason } = patientBlock.body.parse(request.body);
      return [{ key: blockDraft(patient), text: reason, joins: true }];
    }
    case replyWithdraw.type: {
      const { message, reason } = replyWithdraw.body.parse(request.body);
      return [{ key: misdirectedDraft(message), text: reason, joins: true }];
    }
    case replyDisclose.type: {
      const { message, reason } = replyDisclose.body.parse(request.body);
      return [{ key: misdirectedDraft(message), text: reason, joins: true }];
    }
    case threadMove.type: {
      const { thread, reason } = threadMove.body.parse(request.body);
      return [{ key: misdirectedDraft(thread), text: reason, joins: true }];
    }
    case cannedSave.type:
    case cannedSaveOwn.type: {
      const { reply, title, text } = cannedSave.body.parse(request.body);
      return [{ key: cannedDraft(request.type === cannedSave.type ? 'clinic' : 'own', reply), text: `${title}\n${text}`, joins: false }];
    }
    case resultRelease.type: {
      const { result, words } = resultRelease.body.parse(request.body);
      return [{ key: resultDraft(result), text: words, joins: true }];
    }
    case resultHold.type:
    case resultWithdraw.type:
    case resultLift.type: {
      const { result, reason } = resultLift.body.parse(request.body);
      return [{ key: resultReasonDraft(result), text: reason, joins: true }];
    }
    case bookingDecline.type: {
      const { booking, reason } = bookingDecline.body.parse(request.body);
      return [{ key: bookingDraft(booking), text: reason, joins: true }];
    }
    case bookingConfirm.type: {
      const { booking, override } = bookingConfirm.body.parse(request.body);
      return override === '' ? [] : [{ key: bookingDraft(booking), text: override, joins: true }];
    }
    case appointmentCancel.type: {
      const { appointment, reason } = appointmentCancel.body.parse(request.body);
      return [{ key: cancelDraft(appointment), text: reason, joins: true }];
    }
    case appointmentUndo.type: {
      const { appointment, reason } = appointmentUndo.body.parse(request.body);
      return [{ key: undoDraft(appointment), text: reason, joins: true }];
    }
    case appointmentMove.type: {
      const { appointment, override } = appointmentMove.body.parse(request.body);
      return override === '' ? [] : [{ key: moveDraft(appointment), text: override, joins: true }];
    }
    case heldReturn.type:
    case heldDiscard.type: {
      const { request: held, words } = heldReturn.body.parse(request.body);
      return [{ key: heldDraft(held), text: words, joins: true }];
    }
    default:
      return [];
  }
}
