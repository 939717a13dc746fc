import { Landing } from "./_landing/landing";

export default function Page() {
  return <Landing />;
}
