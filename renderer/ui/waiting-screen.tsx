import { Progress } from './progress.tsx';

export function WaitingScreen({ text }: { text: string }) {
  return (
    <main className="waiting-screen" aria-busy="true">
      <p>{text}</p>
      <Progress label={text} value={null} />
    </main>
  );
}
