import { Tooltip } from '../../ui/tooltip.tsx';
import { hueOf, usePeople } from './people-context.ts';
import { PersonDot, roleName } from './person-dialog.tsx';

/** Who works here, in the report's head; a press changes it. */
export function PersonSwitch() {
  const { people, person, open } = usePeople();
  if (!person) return null;
  const about = [person.unit, roleName(person.role)].filter(Boolean).join(' · ');
  return (
    <Tooltip text={`${person.name}（${about}），点一下切换`}>
      <button
        type="button"
        className="person-switch"
        aria-label={`使用人：${person.name}，点一下切换`}
        onClick={open}
      >
        <PersonDot hue={hueOf(people, person.id)} />
        <span>{person.name}</span>
      </button>
    </Tooltip>
  );
}
