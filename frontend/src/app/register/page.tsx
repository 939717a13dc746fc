import { RegisterForm } from "@/features/identity/register-form";

export default function Page() {
  return <RegisterForm />;
}
