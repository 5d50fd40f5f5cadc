// The smallest host in Java, with JNA: loads a plugin, offers mounts and nothing else, and gets one page.
//   java -cp /usr/share/java/jna.jar Host.java PLUGIN.so /path        (default-jdk-headless, libjna-java)
// Java's own way (java.lang.foreign) is final from JDK 22 on; Debian 12 has 17, so this host uses JNA.
import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.PointerByReference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public final class Host {
  static final int ABI_MAJOR = 1, OK = 0, E_INVALID = 1, MOUNT_STAFF = 1;
  static final List<Object> alive = new ArrayList<>(); // what the plugin may look at must not be collected

  @FieldOrder({"data", "size"})
  public static class Text extends Structure {
    public Pointer data;
    public long size;

    public static class ByValue extends Text implements Structure.ByValue {}

    void put(String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0) return;
      Memory memory = new Memory(bytes.length);
      memory.write(0, bytes, 0, bytes.length);
      alive.add(memory);
      data = memory;
      size = bytes.length;
    }

    @Override
    public String toString() {
      return size == 0 ? "" : new String(data.getByteArray(0, (int) size), StandardCharsets.UTF_8);
    }
  }

  // The callbacks: what the host gives to the plugin.
  public interface GetService extends Callback { Pointer call(Pointer instance, String id); }
  public interface AddMount extends Callback { int call(Pointer instance, Text.ByValue prefix, int policy); }
  public interface Cancelled extends Callback { int call(Pointer instance); }
  public interface Read extends Callback { int call(Pointer instance, Pointer buffer, long capacity, Pointer got); }
  public interface Begin extends Callback { int call(Pointer instance, Pointer head); }
  public interface Write extends Callback { int call(Pointer instance, Pointer data, long size); }

  public abstract static class Sized extends Structure {
    public int structSize;

    <T extends Sized> T ready(Class<T> type) {
      structSize = size();
      write();
      alive.add(this);
      return type.cast(this);
    }
  }

  @FieldOrder({"structSize", "reserved", "add"})
  public static class MountService extends Sized {
    public int reserved;
    public AddMount add;
  }

  @FieldOrder({"structSize", "abiMajor", "abiMinor", "reserved", "name", "version", "instance", "getService"})
  public static class HostStruct extends Sized {
    public int abiMajor, abiMinor, reserved;
    public Text name, version;
    public Pointer instance;
    public GetService getService;
  }

  @FieldOrder({"structSize", "principal", "userId", "login", "nameLo", "nameEn", "office", "roles", "roleCount",
      "sessionSecret", "authenticatedAtUs"})
  public static class Identity extends Sized {
    public int principal;
    public Text userId, login, nameLo, nameEn, office;
    public Pointer roles;
    public long roleCount;
    public Text sessionSecret;
    public long authenticatedAtUs;
  }

  @FieldOrder({"structSize", "reserved", "instance", "correlationId", "identity", "deadlineMonotonicUs", "cancelled"})
  public static class Call extends Sized {
    public int reserved;
    public Pointer instance;
    public Text correlationId;
    public Pointer identity;
    public long deadlineMonotonicUs;
    public Cancelled cancelled;
  }

  @FieldOrder({"structSize", "mount", "instance", "method", "path", "query", "language", "clientAddress",
      "publicBaseUrl", "headers", "headerCount", "peerCertificate", "contentLength", "read"})
  public static class Request extends Sized {
    public int mount;
    public Pointer instance;
    public Text method, path, query, language, clientAddress, publicBaseUrl;
    public Pointer headers;
    public long headerCount;
    public Text peerCertificate;
    public long contentLength;
    public Read read;
  }

  // Only as far as this host looks: kind and status, then the title behind the fields between.
  static final int HEAD_STATUS = 8, HEAD_TITLE = 56;

  @FieldOrder({"structSize", "reserved", "instance", "begin", "write"})
  public static class Response extends Sized {
    public int reserved;
    public Pointer instance;
    public Begin begin;
    public Write write;
  }

  @FieldOrder({"structSize", "status", "code", "message"})
  public static class Failure extends Sized {
    public int status;
    public byte[] code = new byte[64], message = new byte[256];
  }

  // Where the functions stand in lsso_plugin_entry.
  static final int CREATE = 80, START = 88, HANDLE = 96, STOP = 120, DESTROY = 128;

  static int call(Pointer entry, int slot, Object... arguments) {
    return com.sun.jna.Function.getFunction(entry.getPointer(slot)).invokeInt(arguments);
  }

  static void check(String where, int status, Failure failure) {
    if (status == OK) return;
    failure.read();
    System.err.println(where + " failed with " + status + ": " + new String(failure.code, StandardCharsets.US_ASCII).trim());
    System.exit(1);
  }

  static Request request(String path) {
    Request request = new Request();
    request.mount = MOUNT_STAFF;
    request.method.put("GET");
    request.path.put(path);
    request.language.put("lo");
    request.clientAddress.put("127.0.0.1");
    request.publicBaseUrl.put("http://localhost");
    request.read = (instance, buffer, capacity, got) -> {
      got.setLong(0, 0);
      return OK;
    };
    return request.ready(Request.class);
  }

  static Response response(ByteArrayOutputStream page) {
    Response response = new Response();
    response.begin = (instance, head) -> {
      Text title = Structure.newInstance(Text.class, head.share(HEAD_TITLE));
      title.read();
      System.err.println("status " + head.getInt(HEAD_STATUS) + ", title '" + title + "'");
      return OK;
    };
    response.write = (instance, data, size) -> {
      if (size != 0) page.writeBytes(data.getByteArray(0, (int) size));
      return OK;
    };
    return response.ready(Response.class);
  }

  static HostStruct host() {
    MountService mount = new MountService();
    mount.add = (instance, prefix, policy) -> {
      System.err.println("mount " + prefix + ", policy " + policy);
      return OK;
    };
    mount.ready(MountService.class);
    HostStruct host = new HostStruct();
    host.abiMajor = ABI_MAJOR;
    host.name.put("java");
    host.version.put("1");
    host.getService = (instance, id) -> id.equals("lsso.host.mount/1") ? mount.getPointer() : null;
    return host.ready(HostStruct.class);
  }

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("Host PLUGIN.so /path");
      System.exit(2);
    }
    Pointer entry = NativeLibrary.getInstance(arguments[0]).getFunction("lsso_plugin_entry_point")
        .invokePointer(new Object[] {ABI_MAJOR});
    if (entry == null) {
      System.err.println(arguments[0] + " is no plugin of ABI " + ABI_MAJOR);
      System.exit(1);
    }
    Failure failure = new Failure().ready(Failure.class);
    PointerByReference made = new PointerByReference();
    check("create", call(entry, CREATE, host().getPointer(), made, failure.getPointer()), failure);
    Pointer plugin = made.getValue();
    check("start", call(entry, START, plugin, failure.getPointer()), failure);
    Call call = new Call();
    call.correlationId.put("java-1");
    call.identity = new Identity().ready(Identity.class).getPointer();
    call.deadlineMonotonicUs = Long.MAX_VALUE;
    call.cancelled = instance -> 0;
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    int status = call(entry, HANDLE, plugin, call.ready(Call.class).getPointer(), request(arguments[1]).getPointer(),
        response(page).getPointer(), failure.getPointer());
    check("stop", call(entry, STOP, plugin, 10000, failure.getPointer()), failure);
    com.sun.jna.Function.getFunction(entry.getPointer(DESTROY)).invokeVoid(new Object[] {plugin});
    check("handle", status, failure);
    System.out.writeBytes(page.toByteArray());
    System.out.flush();
  }
}
