import { createSignal, For, type JSX } from 'solid-js';

import { BottomBar } from '../../../client/shared/ui/bottom-bar.tsx';
import { Bubble } from '../../../client/shared/ui/bubble.tsx';
import { Button } from '../../../client/shared/ui/button.tsx';
import { ClinicMark } from '../../../client/shared/ui/clinic-mark.tsx';
import { Composer } from '../../../client/shared/ui/composer.tsx';
import { Dialog } from '../../../client/shared/ui/dialog.tsx';
import { Drawer } from '../../../client/shared/ui/drawer.tsx';
import { EmptyState } from '../../../client/shared/ui/empty-state.tsx';
import { HeldAct } from '../../../client/shared/ui/held-act.tsx';
import * as icons from '../../../client/shared/ui/icons.ts';
import { KeyBar } from '../../../client/shared/ui/key-bar.tsx';
import { List } from '../../../client/shared/ui/list.tsx';
import { Notice } from '../../../client/shared/ui/notice.tsx';
import { PaneHeader } from '../../../client/shared/ui/pane-header.tsx';
import { Panel } from '../../../client/shared/ui/panel.tsx';
import { ProgressBar } from '../../../client/shared/ui/progress-bar.tsx';
import { QueueRow } from '../../../client/shared/ui/queue-row.tsx';
import { Rail, RailPerson } from '../../../client/shared/ui/rail.tsx';
import { SearchField } from '../../../client/shared/ui/search-field.tsx';
import { SeenMark } from '../../../client/shared/ui/seen-mark.tsx';
import { Segments } from '../../../client/shared/ui/segments.tsx';
import { Select } from '../../../client/shared/ui/select.tsx';
import { StaffScreen } from '../../../client/shared/ui/staff-screen.tsx';
import { SyncPill } from '../../../client/shared/ui/sync-pill.tsx';
import { Tabs } from '../../../client/shared/ui/tabs.tsx';
import { Tag } from '../../../client/shared/ui/tag.tsx';
import { TopBar } from '../../../client/shared/ui/top-bar.tsx';
import { TrayDecided } from '../../../client/shared/ui/tray-decided.tsx';
import { TrayItem } from '../../../client/shared/ui/tray-item.tsx';

const at = '2026-11-21T06:16:00Z';
const places = [
  { href: '#messages', label: 'Messages', icon: icons.MessagesSquare, count: 9, countLabel: '9 waiting', current: true },
  { href: '#patients', label: 'Patients', icon: icons.Users },
];
const names = ['Halima Abdi', 'Mateo Quispe', 'Joseph Ekai', 'Fatma Hassan', 'Lars Nygård', 'Thanh Nguyễn', 'Nokuthula Dlamini', 'Ngaire Tamihana', 'Priya Raman', 'Sefa Leota'];

export function StaffPage(): JSX.Element {
  const [which, setWhich] = createSignal('all');
  const [tab, setTab] = createSignal('summary');
  const [text, setText] = createSignal('');
  const [sent, setSent] = createSignal(0);
  const [tray, setTray] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const [showing, setShowing] = createSignal<'list' | 'pane'>('list');
  return (
    <>
      <StaffScreen
        showing={showing()}
        listLabel="Waiting"
        paneLabel="Messages with Fatma Hassan"
        rail={<Rail label="Areas" mark={<ClinicMark name="Riverside Clinic" />} groups={[{ title: 'Portal', items: places }]} foot={<RailPerson name="Tomás Rivera" post="Coordinator" colour={7} onLock={() => setAsking(true)} />} />}
        topBar={<TopBar title="Messages" end={<><SearchField label="Search patients" keycap="/" value={text()} onInput={setText} /><SyncPill state={{ kind: 'needsYou', count: 3 }} onOpen={() => setTray(true)} /></>}>
          <Segments label="Which messages" value={which()} onChange={setWhich} options={[{ value: 'all', label: 'All', count: 9 }, { value: 'mine', label: 'Mine', count: 3 }, { value: 'none', label: 'Unassigned', count: 4 }]} />
        </TopBar>}
        list={<List label="Queue">
          <For each={names}>{(name, index) => <QueueRow name={name} age="29" waited="12 min" reason="Headache and blurred sight" onPress={() => setShowing('pane')} selected={index() === 3} notHere={index() === 5} tags={<Tag look={index() === 0 ? 'urgent' : 'outlined'}>Urgent</Tag>} owner={index() % 2 === 0 ? 'unassigned' : { name: 'Grace Wanjiru', colour: 2 }} ownUnsent={index() === 2 ? 'Assigned to you, saved here' : undefined} />}</For>
        </List>}
        paneHeader={<PaneHeader title="Fatma Hassan, 34" tags={<Tag>Today</Tag>} second="2 May 1992 · RC 20418" onBack={() => setShowing('list')} acts={<Button keycap="a" onPress={() => setAsking(true)}>Assign to me</Button>} />}
        pane={<>
          <Notice icon={icons.GitMerge} title="Grace took this at 09:12.">Your “Assign to me” was not applied.</Notice>
          <Panel title="Handover note" icon={icons.NotebookPen} dashed end="1 edit saved on this device">Dose moved to night.</Panel>
          <Bubble side="own" text="Sit for a minute before you stand." under={<SeenMark name="Fatma" onDeviceAt={at} openedAt={at} />} />
          <Bubble side="own" text="Dr Otieno decides by 11:00." state={{ kind: 'saved', at }} acts={[{ label: 'Undo', keycap: 'u' }]} />
          <HeldAct title="Thanh Nguyễn, 45" note="Not released yet" secondsLeft={24} total={30} undo={{ label: 'Undo' }} />
          <ProgressBar percent={35} label="Getting records" />
          <Select label="Urgency" value="today" onChange={setWhich} options={[{ value: 'today', label: 'Today' }, { value: 'urgent', label: 'Urgent' }]} />
          <Tabs label="Record" value={tab()} onChange={setTab} tabs={[{ value: 'summary', label: 'Summary' }, { value: 'results', label: 'Results' }, { value: 'visits', label: 'Visits' }]}>
            <p>Panel {tab()}</p>
          </Tabs>
          <EmptyState kind="filtered" why="No messages match" act={{ label: 'Clear filters' }} />
          <p>Sent {sent()}</p>
        </>}
        paneFoot={<Composer look="box" label="Reply to Fatma" value={text()} onInput={setText} onSend={() => setSent(sent() + 1)} sendLabel="Send" note="Held 5 s, so you can undo" />}
        keyBar={<KeyBar keys={[{ caps: ['j', 'k'], label: 'next, previous' }]} />}
        bottomBar={<BottomBar label="Areas" items={places} />}
      />
      <Dialog open={asking()} onClose={() => setAsking(false)} title="Assign to you?" acts={<Button kind="primary" onPress={() => setAsking(false)}>Assign to me</Button>} />
      <Drawer open={tray()} onClose={() => setTray(false)} title="Needs you" count={3} countLabel="3 items" second="Kept until you dismiss it">
        <TrayItem title="Handover note for Kofi Mensah" savedAt={at} answeredAt={at} reason="The thread closed at 08:50." words="Wants a driver if the road floods." remedies={[{ label: 'Reopen and add' }]} dismiss={{ label: 'Dismiss' }} lost />
        <List label="Decided by others">
          <TrayDecided who={{ name: 'Grace Wanjiru', colour: 2 }} second="Your change was not applied." act={{ label: 'Open' }}>Grace took Fatma Hassan at 09:12.</TrayDecided>
        </List>
      </Drawer>
    </>
  );
}
