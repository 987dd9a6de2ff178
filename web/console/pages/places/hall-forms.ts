// What can be done with a hall and its windows, as forms. Every answer is the whole hall.
import { post } from '@/shared/api/client'
import type { HallPlace, HallView, PlaceChoices, WindowPlace } from '@/shared/api/schemas'
import { words } from '@/words'
import { nameOf } from '../halls/codes'
import { positionFrom, positionWritten } from './position'
import {
  bureauChoices,
  orNull,
  regionChoices,
  text,
  type Choice,
  type Field,
  type PlaceForm,
} from './forms'

const say = words.places
type Form = PlaceForm<HallView>

function named(hall?: HallPlace): Field[] {
  return [
    { name: 'name', label: say.hallName, kind: 'text', value: hall?.name ?? '', most: 80 },
    { name: 'address', label: say.address, kind: 'text', value: hall?.address ?? '', most: 120 },
  ]
}

function standing(choices: PlaceChoices, halls: HallPlace[], hall?: HallPlace): Field[] {
  const mains = halls.filter((one) => !one.parent_id && !one.closed_at && one.id !== hall?.id)
  return [
    {
      name: 'region_id',
      label: say.region,
      kind: 'choice',
      value: hall?.region_id ?? '',
      choices: regionChoices(choices),
    },
    {
      name: 'bureau_id',
      label: say.hallBureau,
      kind: 'choice',
      value: hall?.bureau_id ?? (choices.bureaus.length === 1 ? choices.bureaus[0]!.id : ''),
      choices: bureauChoices(choices),
    },
    {
      name: 'parent_id',
      label: say.mainHall,
      kind: 'choice',
      value: hall?.parent_id ?? '',
      optional: true,
      choices: [{ value: '', label: say.noMainHall }, ...mains.map(choiceOf)],
    },
  ]
}

const choiceOf = (hall: HallPlace): Choice => ({ value: hall.id, label: hall.name })

export function openHall(choices: PlaceChoices, halls: HallPlace[]): Form {
  return {
    act: 'openHall',
    place: '',
    version: 0,
    fields: [
      { name: 'code', label: say.code, kind: 'text', value: '', most: 40, hint: say.codeHint },
      ...named(),
      ...standing(choices, halls),
    ],
    send: (values, dated) =>
      post(
        '/api/staff/halls',
        {
          ...dated,
          code: text(values, 'code'),
          name: text(values, 'name'),
          address: text(values, 'address'),
          region_id: text(values, 'region_id'),
          bureau_id: text(values, 'bureau_id'),
          parent_id: orNull(text(values, 'parent_id')),
        },
        {},
      ),
  }
}

export function formsOfHall(view: HallView, choices: PlaceChoices, halls: HallPlace[]): Form[] {
  const { hall, version } = view
  const path = { hall_id: hall.id }
  const base = { place: hall.name, version }
  if (hall.closed_at) {
    return [
      {
        ...base,
        act: 'reopenHall',
        fields: [],
        send: (_, dated) => post('/api/staff/halls/{hall_id}/reopen', dated, path),
      },
    ]
  }
  return [
    {
      ...base,
      act: 'renameHall',
      fields: named(hall),
      send: (values, dated) =>
        post(
          '/api/staff/halls/{hall_id}/rename',
          { ...dated, name: text(values, 'name'), address: text(values, 'address') },
          path,
        ),
    },
    {
      ...base,
      act: 'moveHall',
      fields: standing(choices, halls, hall),
      send: (values, dated) =>
        post(
          '/api/staff/halls/{hall_id}/move',
          {
            ...dated,
            region_id: text(values, 'region_id'),
            bureau_id: text(values, 'bureau_id'),
            parent_id: orNull(text(values, 'parent_id')),
          },
          path,
        ),
    },
    {
      ...base,
      act: 'locateHall',
      fields: [
        {
          name: 'position',
          label: say.position,
          kind: 'text',
          value: positionWritten(hall),
          most: 60,
          optional: true,
          hint: say.positionHint,
          check: (typed) => (positionFrom(typed) ? '' : say.positionWrong),
        },
      ],
      send: (values, dated) =>
        post(
          '/api/staff/halls/{hall_id}/locate',
          { ...dated, position: positionFrom(text(values, 'position')) },
          path,
        ),
    },
    {
      ...base,
      act: 'closeHall',
      danger: true,
      fields: [],
      send: (_, dated) => post('/api/staff/halls/{hall_id}/close', dated, path),
    },
  ]
}

function numbered(window?: WindowPlace): Field[] {
  return [
    {
      name: 'number',
      label: say.number,
      kind: 'text',
      value: window?.number ?? '',
      most: 10,
      hint: say.numberHint,
    },
    { name: 'name', label: say.windowName, kind: 'text', value: window?.name ?? '', most: 40 },
  ]
}

const served = (window?: WindowPlace): Field => ({
  name: 'institution_id',
  label: say.servedBy,
  kind: 'institution',
  value: window?.institution_id ?? '',
  called: window?.institution_name ?? '',
})

export function openWindow(hall: HallPlace): Form {
  return {
    act: 'openWindow',
    place: hall.name,
    version: 0,
    fields: [...numbered(), served()],
    send: (values, dated) =>
      post(
        '/api/staff/windows',
        {
          ...dated,
          hall_id: hall.id,
          institution_id: text(values, 'institution_id'),
          number: text(values, 'number'),
          name: text(values, 'name'),
        },
        {},
      ),
  }
}

export function formsOfWindow(window: WindowPlace, hall: HallPlace, halls: HallPlace[]): Form[] {
  const path = { window_id: window.id }
  const base = { place: nameOf(window), version: window.version }
  if (window.closed_at) {
    return [
      {
        ...base,
        act: 'reopenWindow',
        fields: [],
        send: (_, dated) => post('/api/staff/windows/{window_id}/reopen', dated, path),
      },
    ]
  }
  return [
    {
      ...base,
      act: 'renameWindow',
      fields: numbered(window),
      send: (values, dated) =>
        post(
          '/api/staff/windows/{window_id}/rename',
          { ...dated, number: text(values, 'number'), name: text(values, 'name') },
          path,
        ),
    },
    {
      ...base,
      act: 'moveWindow',
      fields: [
        {
          name: 'hall_id',
          label: say.hall,
          kind: 'choice',
          value: hall.id,
          choices: halls.filter((one) => !one.closed_at).map(choiceOf),
        },
        served(window),
      ],
      send: (values, dated) =>
        post(
          '/api/staff/windows/{window_id}/move',
          {
            ...dated,
            hall_id: text(values, 'hall_id'),
            institution_id: text(values, 'institution_id'),
          },
          path,
        ),
    },
    {
      ...base,
      act: 'closeWindow',
      danger: true,
      fields: [],
      send: (_, dated) => post('/api/staff/windows/{window_id}/close', dated, path),
    },
  ]
}
