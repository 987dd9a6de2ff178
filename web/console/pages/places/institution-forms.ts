// What can be done with an institution, as forms.
import { post } from '@/shared/api/client'
import type {
  InstitutionRow,
  InstitutionView,
  Kind,
  Level,
  PlaceChoices,
} from '@/shared/api/schemas'
import { words } from '@/words'
import {
  bureauChoices,
  coded,
  orNull,
  regionChoices,
  text,
  type Field,
  type PlaceForm,
} from './forms'

const say = words.places
type Form = PlaceForm<InstitutionView>

function standing(choices: PlaceChoices, row?: InstitutionRow): Field[] {
  return [
    {
      name: 'region_id',
      label: say.region,
      kind: 'choice',
      value: row?.region_id ?? '',
      choices: regionChoices(choices),
    },
    {
      name: 'bureau_id',
      label: say.bureau,
      kind: 'choice',
      value: row?.bureau_id ?? (choices.bureaus.length === 1 ? choices.bureaus[0]!.id : ''),
      choices: bureauChoices(choices),
    },
    {
      name: 'parent_id',
      label: say.parent,
      kind: 'institution',
      value: row?.parent_id ?? '',
      called: row?.parent_name ?? '',
      optional: true,
    },
  ]
}

const named = (value = ''): Field => ({
  name: 'name',
  label: say.name,
  kind: 'text',
  value,
  most: 80,
})

export function openInstitution(choices: PlaceChoices): Form {
  return {
    act: 'openInstitution',
    place: '',
    version: 0,
    fields: [
      { name: 'code', label: say.code, kind: 'text', value: '', most: 40, hint: say.codeHint },
      named(),
      {
        name: 'level',
        label: say.level,
        kind: 'choice',
        value: '',
        choices: coded(words.law.levels),
      },
      { name: 'kind', label: say.kind, kind: 'choice', value: '', choices: coded(words.law.kinds) },
      {
        name: 'vertical',
        label: say.vertical,
        kind: 'check',
        value: false,
        hint: say.verticalHint,
      },
      ...standing(choices),
    ],
    send: (values, dated) =>
      post(
        '/api/staff/institutions',
        {
          ...dated,
          code: text(values, 'code'),
          name: text(values, 'name'),
          level: text(values, 'level') as Level,
          kind: text(values, 'kind') as Kind,
          vertical: values.vertical === true,
          region_id: text(values, 'region_id'),
          bureau_id: text(values, 'bureau_id'),
          parent_id: orNull(text(values, 'parent_id')),
        },
        {},
      ),
  }
}

/** The forms an institution has now: a closed one can be reopened, and nothing else. */
export function formsOf(view: InstitutionView, choices: PlaceChoices): Form[] {
  const { row, version } = view
  const path = { institution_id: row.id }
  const base = { place: row.name, version }
  if (row.closed_at) {
    const reopen: Form = {
      ...base,
      act: 'reopenInstitution',
      fields: [],
      send: (_, dated) =>
        post('/api/staff/institutions/{institution_id}/reopen', dated, path),
    }
    return row.merged_into ? [] : [reopen]
  }
  return [
    {
      ...base,
      act: 'renameInstitution',
      fields: [named(row.name)],
      send: (values, dated) =>
        post(
          '/api/staff/institutions/{institution_id}/rename',
          { ...dated, name: text(values, 'name') },
          path,
        ),
    },
    {
      ...base,
      act: 'moveInstitution',
      fields: standing(choices, row),
      send: (values, dated) =>
        post(
          '/api/staff/institutions/{institution_id}/move',
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
      act: 'mergeInstitution',
      danger: true,
      fields: [
        {
          name: 'into_id',
          label: say.acts.mergeInstitution.into,
          kind: 'institution',
          value: '',
        },
      ],
      send: (values, dated) =>
        post(
          '/api/staff/institutions/{institution_id}/merge',
          { ...dated, into_id: text(values, 'into_id') },
          path,
        ),
    },
    {
      ...base,
      act: 'closeInstitution',
      danger: true,
      fields: [],
      send: (_, dated) => post('/api/staff/institutions/{institution_id}/close', dated, path),
    },
  ]
}
