import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { EMPTY, NOT_CHECKED, QUESTIONS, warningsOf } from '../consultation.mjs';

/** Errors block and come through the resolver; warnings block nothing and come beside it. */
export function Consultation({ schema, onSubmit }) {
  const { register, handleSubmit, control, formState } = useForm({
    defaultValues: EMPTY,
    mode: 'onTouched',
    resolver: standardSchemaResolver(schema),
  });
  const { errors, touchedFields, isSubmitted } = formState;
  const warnings = warningsOf(schema, useWatch({ control }));
  // Nothing is said of what nobody has come to yet.
  const warningsAt = (name) =>
    touchedFields[name] || isSubmitted ? (warnings?.get(name) ?? []) : [];

  return (
    <form onSubmit={handleSubmit(onSubmit)} noValidate>
      {QUESTIONS.map(({ name, label, options }) => {
        const control = {
          id: name,
          'aria-describedby': `${name}-notes`,
          'aria-invalid': errors[name] ? true : undefined,
          ...register(name),
        };
        return (
          <div key={name}>
            <label htmlFor={name}>{label}</label>
            {options ? <Choice {...control} options={options} /> : <input {...control} />}
            <div id={`${name}-notes`} className="shodaku-slot">
              {errors[name] && <Note kind="error" word="エラー" text={errors[name].message} />}
              {warningsAt(name).map(({ message, remedy, clauses }) => (
                <Note
                  key={message}
                  kind="warning"
                  word="注意"
                  text={`${message}${remedy}（${clauses.join('、')}）`}
                />
              ))}
            </div>
          </div>
        );
      })}
      {!warnings && <p className="shodaku-status">{NOT_CHECKED}</p>}
      <Announcer
        text={QUESTIONS.flatMap(({ name, label }) =>
          warningsAt(name).map(({ message }) => `注意 ${label} ${message}`),
        ).join(' ')}
      />
      <button type="submit">提出</button>
    </form>
  );
}

function Choice({ options, ...control }) {
  return (
    <select {...control}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Note({ kind, word, text }) {
  return (
    <p className={`shodaku-message shodaku-message--${kind}`}>
      <span className="shodaku-message__icon" aria-hidden="true" />
      <span className="shodaku-message__word">{word}</span>{' '}
      <span className="shodaku-message__text">{text}</span>
    </p>
  );
}

/** Says politely what is new, once the page has been quiet for a second. */
function Announcer({ text }) {
  const [said, say] = useState('');
  useEffect(() => {
    const pause = setTimeout(() => say(text), 1000);
    return () => clearTimeout(pause);
  }, [text]);
  return (
    <div role="status" className="shodaku-announcer">
      {said}
    </div>
  );
}
