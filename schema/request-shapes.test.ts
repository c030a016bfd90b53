import { createHash } from 'node:crypto';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { requestTable } from './requests.ts';

/**
 * `type@v` → the shape of its body. What a device saved may be sent months later: a body that changes takes a new `v` and an upcast
 * from the one before. Never edit a line; add one.
 */
const pinned: Readonly<Record<string, string>> = {
  'absence.add@1': '5d32ba351a471e56',
  'absence.remove@1': '336abf6244cc5535',
  'appointment.arrive@1': 'e53bf9462a09fd6d',
  'appointment.cancel@1': '2cb0328d7a8dc77e',
  'appointment.fulfil@1': 'e53bf9462a09fd6d',
  'appointment.mark@1': '4ca18b1e2bb73f6c',
  'appointment.miss@1': 'e53bf9462a09fd6d',
  'appointment.move@1': '7e900840b327413d',
  'appointment.undo@1': '0b3cccb0b3ad9b64',
  'booking.accept@1': '766be6901657a4eb',
  'booking.cancel@1': '7bcf527b50172555',
  'booking.confirm@1': 'abc2e985367c3c88',
  'booking.decline@1': '0a944be422c76698',
  'booking.offer@1': 'ba6f288f25de8157',
  'booking.request@1': '15fd9b33a71108bc',
  'booking.withdraw@1': 'abec132bdd9a4a36',
  'canned.remove@1': '0e27c28646160c63',
  'canned.removeOwn@1': '0e27c28646160c63',
  'canned.save@1': '36908d4e228ecdbf',
  'canned.saveOwn@1': '36908d4e228ecdbf',
  'clinic.settings@1': 'e2d1a9b424b03c03',
  'clinic.settings@2': 'a360fc241201831a',
  'consult.checkIn@1': '0332699d8392353e',
  'consult.colleagues@1': '4ac75158fd49d25f',
  'consult.end@1': '9a4c4b7d313dbff0',
  'consult.fail@1': 'efbd4ef2d6e3c43b',
  'consult.invite@1': '9a4c4b7d313dbff0',
  'consult.leave@1': '9a4c4b7d313dbff0',
  'consult.phone@1': '9a4c4b7d313dbff0',
  'consult.start@1': 'c6bd2512485d206b',
  'consult.word@1': '447fbc9d8a490cb1',
  'held.discard@1': '91920ab7179c7021',
  'held.return@1': '91920ab7179c7021',
  'holiday.add@1': '70399e6c2bb7b4cf',
  'holiday.remove@1': '93fccdf1473a5b5b',
  'message.seen@1': '3ae01e85ef85bbac',
  'message.send@1': 'e8a560ae0037905b',
  'message.start@1': '7f172fa62b388eb1',
  'notice.dismiss@1': '3f043454d0e2e946',
  'patient.activate@1': '31f27ff9b6851427',
  'patient.block@1': '617a3fb98d746f3e',
  'patient.contact@1': 'beb3dc9988ede794',
  'range.remove@1': 'dccec86605d250b7',
  'range.save@1': '3a4ff2aadddfa1fe',
  'reply.disclose@1': '01fe2df8f450e675',
  'reply.withdraw@1': 'f0a9c6d3925b1999',
  'result.hold@1': '3a0c4c0bbfb09fde',
  'result.lift@1': '813dd28f159b01ce',
  'result.release@1': 'fa7df00b34c44747',
  'result.releaseNormal@1': '7dfbaa3ec9133484',
  'result.seen@1': 'bd5297139b6a75c4',
  'result.withdraw@1': 'c39c84feb49ddb57',
  'schedule.save@1': 'c10b6e35b9979920',
  'staff.away@1': '9c32aafe08ef9f6a',
  'staff.back@1': 'e8da3bcf0d6fa003',
  'staff.close@1': 'a62a9deb7872fd0a',
  'staff.close@2': '27f1e5f4495c296a',
  'staff.reopen@1': 'd6ec074455e87118',
  'thread.assign@1': '55cdd59d2d8cf11f',
  'thread.claim@1': '01f9592fa3b0be9c',
  'thread.close@1': '9982649132d68f37',
  'thread.comment@1': 'a3b9c8cc53c0d249',
  'thread.handover@1': 'b412a737cc673bee',
  'thread.move@1': 'b75a3690c61c2cfb',
  'thread.read@1': '6d33060e53f9703c',
  'thread.reopen@1': '01f9592fa3b0be9c',
  'thread.reply@1': 'e8a560ae0037905b',
  'thread.tag@1': '7d95a83c6b8fbdc0',
  'thread.urgency@1': '5db2cbc22e6837f0',
  'visittype.save@1': '80db2b61d1214af1',
  'wait.join@1': 'a75a363b9f61d205',
  'wait.leave@1': '4fde03a35c159c7c',
  'wait.offer@1': 'bd44c13e16575368',
};

it('[R2] a request keeps the shape its version names', () => {
  const shapes = Object.fromEntries([...requestTable.values()].map(({ type, v, body }) =>
    [`${type}@${v}`, createHash('sha256').update(JSON.stringify(z.toJSONSchema(body, { unrepresentable: 'any' }))).digest('hex').slice(0, 16)]));
  expect(pinned, 'A body changed: raise its v, upcast the one before, and pin the new shape.').toMatchObject(shapes);
  const older = Object.keys(pinned).filter((name) => !Object.hasOwn(shapes, name)).map((name) => name.split('@'));
  expect(older.filter(([type = '', v]) => requestTable.get(type)?.upcasts?.[Number(v)] === undefined), 'what was sent by an older app still reads').toEqual([]);
});
