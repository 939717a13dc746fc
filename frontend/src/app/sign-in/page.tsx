import { SignInForm } from "@/features/identity/sign-in-form";

export default function Page() {
  return <SignInForm />;
}
