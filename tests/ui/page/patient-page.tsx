import { createSignal, For, type JSX } from 'solid-js';

import { Badge } from '../../../client/shared/ui/badge.tsx';
import { BottomBar } from '../../../client/shared/ui/bottom-bar.tsx';
import { Bubble } from '../../../client/shared/ui/bubble.tsx';
import { Button } from '../../../client/shared/ui/button.tsx';
import { CheckRow } from '../../../client/shared/ui/check-row.tsx';
import { DayRule } from '../../../client/shared/ui/day-rule.tsx';
import * as icons from '../../../client/shared/ui/icons.ts';
import type { ItemState } from '../../../client/shared/ui/item-state.ts';
import { ListRow } from '../../../client/shared/ui/list-row.tsx';
import { List } from '../../../client/shared/ui/list.tsx';
import { NextAppointment } from '../../../client/shared/ui/next-appointment.tsx';
import { Notice } from '../../../client/shared/ui/notice.tsx';
import { PasswordField } from '../../../client/shared/ui/password-field.tsx';
import { PatientHeader } from '../../../client/shared/ui/patient-header.tsx';
import { PatientScreen } from '../../../client/shared/ui/patient-screen.tsx';
import { RadioRows } from '../../../client/shared/ui/radio-rows.tsx';
import { Sheet } from '../../../client/shared/ui/sheet.tsx';
import { Skeleton } from '../../../client/shared/ui/skeleton.tsx';
import { useSnackbar } from '../../../client/shared/ui/snackbar.tsx';
import { SyncCorner } from '../../../client/shared/ui/sync-corner.tsx';
import type { SyncState } from '../../../client/shared/ui/sync-state.ts';
import { SyncStrip } from '../../../client/shared/ui/sync-strip.tsx';
import { TextArea } from '../../../client/shared/ui/text-area.tsx';
import { TextField } from '../../../client/shared/ui/text-field.tsx';
import { TrayItem } from '../../../client/shared/ui/tray-item.tsx';
import { WaitingRow } from '../../../client/shared/ui/waiting-row.tsx';

const at = '2026-11-21T06:16:00Z';
const itemStates: readonly ItemState[] = [
  { kind: 'draft' },
  { kind: 'saved', at },
  { kind: 'sending' },
  { kind: 'received', at, clinic: 'Riverside Clinic' },
  { kind: 'handled', at, what: 'read' },
  { kind: 'notAccepted', at, reason: 'This conversation is closed.' },
  { kind: 'withdrawn', at },
];
const syncStates: readonly SyncState[] = [
  { kind: 'offlineWaiting', count: 3 },
  { kind: 'sending', n: 2, of: 3 },
  { kind: 'unreachable', since: at },
  { kind: 'needsYou', count: 1 },
  { kind: 'signedOut', count: 3 },
];

export function PatientPage(): JSX.Element {
  const snackbar = useSnackbar();
  const [text, setText] = createSignal('');
  const [open, setOpen] = createSignal(false);
  const [locked, setLocked] = createSignal(false);
  const [pressed, setPressed] = createSignal(0);
  const [choice, setChoice] = createSignal('sound');
  const [agreed, setAgreed] = createSignal(false);
  return (
    <PatientScreen
      colour={1}
      header={<PatientHeader name="Amina Hassan" forWords="For Amina" colour={1} onSwitch={() => setOpen(true)} end={<SyncCorner state={{ kind: 'current', asOf: at }} onOpen={() => setOpen(true)} />} />}
      strip={<SyncStrip state={{ kind: 'offline' }} onOpen={() => setOpen(true)} />}
      bar={<BottomBar label="Main" items={[
        { href: '#home', label: 'Home', icon: icons.House, current: true },
        { href: '#messages', label: 'Messages', icon: icons.MessageCircle, count: 1, countLabel: '1 unread message' },
        { href: '#bookings', label: 'Bookings', icon: icons.CalendarDays },
        { href: '#results', label: 'Results', icon: icons.FlaskConical },
        { href: '#more', label: 'More', icon: icons.Menu },
      ]} />}
    >
      <h1>Everything</h1>
      <NextAppointment look="confirmed" icon={icons.Video} kind="Video visit" inWords="in 4 days" date="Tuesday 24 November" second="9:30am with Dr Daniel Otieno" state={{ kind: 'handled', at, what: 'confirmed' }} acts={<Button wide>Change</Button>} />
      <List label="New for you">
        <ListRow icon={icons.FlaskConical} title="Blood count result" second="Released yesterday" href="#result" end={<Badge text="New" label="New" />} />
        <ListRow icon={icons.MessageCircle} title="Grace Wanjiru" state={{ kind: 'saved', at }} onPress={() => setOpen(true)} />
      </List>
      <DayRule at={at} />
      <For each={itemStates}>{(state) => <Bubble side="own" text="Yes. This morning it says 104 over 66." state={state} acts={state.kind === 'saved' ? [{ label: 'Edit', icon: icons.PencilLine }] : []} />}</For>
      <Bubble side="theirs" author="Grace Wanjiru" authorRole="nurse" at={at} text="Take one tablet at night instead." />
      <For each={syncStates}>{(state) => <SyncStrip state={state} onOpen={() => setOpen(true)} />}</For>
      <Button kind="primary" onPress={() => setPressed(pressed() + 1)}>
        Pressed {pressed()}
      </Button>
      <Button unavailable="Joining needs a connection." onPress={() => setPressed(99)}>
        Join the visit
      </Button>
      <TextField id="phone" label="Phone number" type="tel" dir="ltr" hint="With the country code" error="Write it with its country code" value={text()} onInput={setText} />
      <PasswordField label="Password" autocomplete="new-password" value={text()} onInput={setText} />
      <TextArea label="What is it about?" value={text()} onInput={setText} maxRows={4} />
      <RadioRows legend="How to join" value={choice()} onChange={setChoice} options={[{ value: 'sound', label: 'Sound only', end: '0.2 MB a minute' }, { value: 'video', label: 'Small video' }]} />
      <CheckRow label="Remind me" checked={agreed()} onChange={setAgreed} />
      <Notice tone="asks" title="This phone may clear saved records." act={{ label: 'Install' }} onDismiss={() => setText('')}>Installing the app helps.</Notice>
      <TrayItem level={2} title="Photo for Amina" reason="The file is 14 MB." words="The rash is on her left arm." remedies={[{ label: 'Make it smaller' }]} choices={[{ label: 'Tue 24 11:30am' }]} dismiss={{ label: 'Delete' }} />
      <Button onPress={() => snackbar.show({ text: 'Closed.', act: { label: 'Undo', onPress: () => setPressed(0) } })}>Close it</Button>
      <Button onPress={() => setLocked(true)}>Release</Button>
      <Skeleton of="list" rows={2} act={{ label: 'Read what is here' }} />
      <Sheet open={open()} onClose={() => setOpen(false)} icon={icons.CloudOff} title="Offline" second="You can keep working." acts={<Button kind="primary" wide onPress={() => setOpen(false)}>Try now</Button>}>
        <List label="Waiting">
          <WaitingRow icon={icons.Phone} title="New phone number" second="Saved 09:24, not sent yet" act={{ label: 'Edit' }} />
        </List>
      </Sheet>
      <Sheet open={locked()} onClose={() => setLocked(false)} title="Releasing" locked acts={<Button onPress={() => setLocked(false)}>Done</Button>} />
    </PatientScreen>
  );
}
