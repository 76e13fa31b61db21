let add a b =
  a + ;;
