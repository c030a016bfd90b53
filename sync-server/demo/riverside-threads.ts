import type { DemoThread } from './demo-shapes.ts';

const hours = (count: number): number => count * 60;
const days = (count: number): number => count * 1440;

/** What waits in Riverside's inbox when the demo is opened: every urgency, owner and state once. */
export const riversideThreads: readonly DemoThread[] = [
  {
    patient: 'halima', to: 'nurses', state: 'open', subject: 'Headache and blurred sight, 34 weeks pregnant',
    events: [
      { ago: 12, from: 'halima', text: 'My head has hurt since last night and this morning I see spots. My feet are more swollen than last week. I am 34 weeks. Should I come in?', readAgo: 9 },
      { ago: 8, staff: 'joyce', urgency: 'urgent' },
      { ago: 8, staff: 'joyce', tag: 'pregnancy' },
      { ago: 6, staff: 'joyce', comment: 'Could be pre-eclampsia. Trying her phone now, no answer yet. Whoever is free: answer her here too, she should come at once.' },
    ],
  },
  {
    patient: 'mateo', to: 'nurses', state: 'open', subject: 'Fever is back',
    events: [
      { ago: days(2), from: 'rosa', text: 'Mateo had 38.9 last night. He drinks well and plays a little. Is it all right to wait?', readAgo: days(2) - 20 },
      { ago: days(2) - 22, staff: 'tomas', assign: 'tomas' },
      { ago: days(2) - 30, staff: 'tomas', reply: 'Thank you for telling us, Rosa. As long as he drinks and wakes up properly you can wait a day. Write again if it goes over 39.5, or if it lasts past tomorrow.' },
      { ago: days(2) - 45, seenBy: 'rosa', openedAgo: days(2) - 52 },
      { ago: 100, from: 'rosa', text: 'The fever is back, 39.2 this morning, and now his ear hurts. He did not want breakfast.', readAgo: 92 },
      { ago: 90, staff: 'peter', urgency: 'today' },
      { ago: 90, staff: 'peter', tag: 'child' },
      { ago: 84, staff: 'peter', comment: 'Ear infection likely. Dr Tanaka has a gap at 11:30, I have asked the desk to keep it.' },
    ],
  },
  {
    patient: 'joseph', to: 'nurses', state: 'open', subject: 'Foot wound smells',
    events: [
      { ago: 65, from: 'joseph', text: 'The wound on my foot smells since yesterday and the cloth is yellow when I change it. No fever. It does not hurt, but I do not feel much in that foot.', readAgo: 50 },
      { ago: 48, staff: 'joyce', urgency: 'today' },
      { ago: 48, staff: 'joyce', tag: 'wound' },
      { ago: 44, staff: 'joyce', comment: 'Diabetic, second wound this year on the same foot. Needs to be seen today, not dressed at home.' },
    ],
  },
  {
    patient: 'fatma', to: 'nurses', state: 'open', subject: 'Dizzy since the new tablets',
    events: [
      { ago: hours(15) + 27, from: 'fatma', text: 'I feel dizzy when I stand up in the morning. It started with the new blood pressure tablets.', readAgo: hours(15) + 24 },
      { ago: hours(15) + 20, staff: 'grace', assign: 'grace' },
      { ago: hours(15) + 19, staff: 'grace', urgency: 'today' },
      { ago: hours(15) + 19, staff: 'grace', tag: 'medicine' },
      { ago: 83, staff: 'grace', reply: 'Take one tablet at night instead. Do you have your blood pressure card at home?' },
      { ago: 81, seenBy: 'fatma', openedAgo: 74 },
      { ago: 76, staff: 'grace', comment: 'Started amlodipine 5 mg on the 12th. Dizzy on standing, no falls. Dose moved to night. Dr Otieno to decide today.' },
      { ago: 38, from: 'fatma', text: 'Yes. This morning it says 104 over 66.' },
    ],
  },
  {
    patient: 'ngaire', to: 'nurses', state: 'open', subject: 'My inhaler is nearly empty',
    events: [
      { ago: 190, from: 'ngaire', text: 'Could I have the blue inhaler again, and the brown one? The counter says 6. I can collect them on Thursday when my grandson drives.', readAgo: 170 },
      { ago: 168, staff: 'tomas', assign: 'tomas' },
      { ago: 168, staff: 'tomas', tag: 'refill' },
      { ago: 166, staff: 'tomas', comment: 'Blue one twice in a month: more than last year. Dr Tanaka, would you look before we refill?' },
    ],
  },
  {
    patient: 'nokuthula', to: 'desk', state: 'open', subject: 'Can my visit next Friday move?',
    events: [
      { ago: days(1) + 95, from: 'nokuthula', text: 'I have to be in court on Friday morning as a witness. Could my visit move to the afternoon, or to another day? Any time after two is good.', readAgo: days(1) + 60 },
      { ago: days(1) + 58, staff: 'tomas', assign: 'tomas' },
      { ago: days(1) + 58, staff: 'tomas', tag: 'appointment' },
    ],
  },
  {
    patient: 'thanh', to: 'desk', state: 'open', subject: 'Needs a letter for work',
    events: [
      { ago: days(1) + 210, from: 'thanh', text: 'My employer asks for a letter that I was with you on the 9th and should not lift for two weeks. They want it by Monday. I can print it myself.' },
    ],
  },
  {
    patient: 'lars', to: 'grace', state: 'open', subject: 'Rash after the antibiotic',
    events: [
      { ago: days(4), from: 'lars', text: 'I have red spots on my chest since the second tablet. They itch. I breathe normally and nothing is swollen.', readAgo: days(4) - 25 },
      { ago: days(4) - 26, staff: 'grace', urgency: 'today' },
      { ago: days(4) - 40, staff: 'grace', reply: 'Stop the tablets now, Lars. Dr Otieno has left another one for you at the desk. If your lips or tongue swell, or breathing gets hard, call 999 at once.' },
      { ago: days(4) - 48, seenBy: 'lars', openedAgo: days(4) - 50 },
      { ago: days(4) - 60, staff: 'grace', comment: 'Written into his allergies by Dr Otieno: amoxicillin, rash.' },
      { ago: days(3), from: 'lars', text: 'Thank you, all is well now. The spots are gone and I have two days of the new tablets left.', readAgo: days(3) - 30 },
      { ago: days(3) - 31, staff: 'grace', urgency: 'routine' },
    ],
  },
  {
    patient: 'priya', to: 'daniel', state: 'waiting', subject: 'Before the blood test',
    events: [
      { ago: days(1) + 300, from: 'priya', text: 'Dr Otieno, do I have to come without breakfast on Monday? I take the thyroid tablet at six.', readAgo: days(1) + 240 },
      { ago: days(1) + 238, staff: 'daniel', reply: 'Come without breakfast, water is fine. Take the thyroid tablet after the blood is drawn, not before. The nurse will have something for you to eat.' },
      { ago: days(1) + 236, seenBy: 'priya', openedAgo: null },
    ],
  },
  {
    patient: 'amina', to: 'nurses', state: 'waiting', subject: 'Vaccination card for nursery',
    events: [
      { ago: days(6), from: 'fatma', text: 'The nursery wants to see that Amina has her measles vaccinations. Her card got wet. Can you write down the dates?', readAgo: days(6) - 70 },
      { ago: days(6) - 72, staff: 'joyce', assign: 'joyce' },
      { ago: days(6) - 72, staff: 'joyce', tag: 'child' },
      { ago: days(6) - 80, staff: 'joyce', reply: 'Both measles vaccinations are in our book, at 9 and at 18 months. A new card with all the dates lies at the front desk for you. Bring the old one, please, so that we can keep it together.' },
      { ago: days(6) - 90, seenBy: 'fatma', openedAgo: days(6) - 95 },
    ],
  },
  {
    patient: 'omar', to: 'nurses', state: 'closed', subject: 'Father forgets his evening tablets',
    events: [
      { ago: days(9), from: 'fatma', text: 'My father forgets his evening tablets two or three times a week. Is there a way to make it simpler for him?', readAgo: days(9) - 45 },
      { ago: days(9) - 46, staff: 'peter', assign: 'peter' },
      { ago: days(9) - 60, staff: 'peter', reply: 'We asked Dr Tanaka: he can take all of them in the morning, after food. We will fill a box with the days of the week for him, you can fetch it from tomorrow.' },
      { ago: days(9) - 70, seenBy: 'fatma', openedAgo: days(9) - 71 },
      { ago: days(8), from: 'fatma', text: 'The box works well. He is proud of it. Thank you.', readAgo: days(8) - 15 },
      { ago: days(8) - 16, staff: 'peter', close: true },
    ],
  },
  {
    patient: 'kofi', to: 'desk', state: 'closed', subject: 'If the road floods on Monday',
    events: [
      { ago: days(12), from: 'kofi', text: 'They say it will rain until Monday. If the road floods I cannot come by myself. My daughter asks whether a driver can fetch me for the dressing.', readAgo: days(12) - 30 },
      { ago: days(12) - 32, staff: 'tomas', assign: 'tomas' },
      { ago: days(12) - 32, staff: 'tomas', tag: 'appointment' },
      { ago: days(12) - 40, staff: 'tomas', comment: 'Daughter will bring him Monday. Wants a driver if the road floods.' },
      { ago: days(12) - 45, staff: 'tomas', reply: 'Our driver Ali has you on his list for Monday at 9. He will call your daughter at 8 if the road is open and she would rather bring you herself.' },
      { ago: days(12) - 50, seenBy: 'kofi', openedAgo: days(12) - 200 },
      { ago: days(9), staff: 'tomas', close: true },
    ],
  },
];
