package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.Captures.eventsOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.api.Port;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Mount;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.Nfs;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.Portmapper;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.WeirdEvent;

class RpcCapturesTest {

    private static final String FILES = "rpc/nfs_files.pcap";

    @Test
    void rpcinfoAsksForProgramsWithoutCredentials() {
        List<String> dialogues = new ArrayList<>();
        for (RpcEvent.Dialogue dialogue : eventsOf("rpc/rpcinfo.pcap", RpcEvent.Dialogue.class)) {
            dialogues.add(dialogue.program() + "." + dialogue.version() + "." + dialogue.procedure() + " "
                    + dialogue.status());
        }
        assertThat(dialogues)
                .hasSize(16)
                .contains(
                        "100000.2.4 RPC_SUCCESS",
                        "100000.4.3 RPC_SUCCESS",
                        "100003.3.0 RPC_SUCCESS",
                        "100003.4.0 RPC_PROG_MISMATCH",
                        "100005.2.0 RPC_PROG_MISMATCH",
                        "100005.3.5 RPC_SUCCESS");
        PortmapperEvent.RequestDump dump =
                eventsOf("rpc/rpcinfo.pcap", PortmapperEvent.RequestDump.class).get(0);
        assertThat(dump.mappings())
                .hasSize(12)
                .containsEntry(8, new Portmapper.Mapping(100_003, 3, Port.tcp(2049)))
                .containsEntry(11, new Portmapper.Mapping(100_005, 3, Port.udp(20_048)));
        assertThat(eventsOf("rpc/rpcinfo.pcap", PortmapperEvent.class))
                .as("version 4 is not the port mapper's")
                .hasSize(1);
    }

    @Test
    void showmountAsksForTwoLists() {
        assertThat(eventsOf("rpc/rpcinfo.pcap", MountEvent.ProcNotImplemented.class))
                .extracting(event -> event.procedure().constant())
                .containsExactly(Mount.Procedure.PROC_EXPORT, Mount.Procedure.PROC_DUMP);
    }

    @Test
    void aProgramIsRegisteredFoundAndWithdrawn() {
        for (String capture : List.of("rpc/portmapper_tcp.pcap", "rpc/portmapper_udp.pcap")) {
            assertThat(eventsOf(capture, PortmapperEvent.RequestSet.class))
                    .extracting(PortmapperEvent.RequestSet::success)
                    .containsExactly(true, false);
            assertThat(eventsOf(capture, PortmapperEvent.RequestGetport.class))
                    .extracting(PortmapperEvent.RequestGetport::port)
                    .endsWith(Port.tcp(7777), Port.udp(0));
            assertThat(eventsOf(capture, PortmapperEvent.RequestDump.class)
                            .get(0)
                            .mappings()
                            .values())
                    .contains(new Portmapper.Mapping(400_000, 1, Port.tcp(7777)));
            assertThat(eventsOf(capture, PortmapperEvent.RequestUnset.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.success()).isTrue());
        }
    }

    @Test
    void indirectCallsAreRefusedOrLeftWithoutReply() {
        assertThat(eventsOf("rpc/portmapper_udp.pcap", PortmapperEvent.AttemptCallit.class))
                .extracting(event -> event.call().procedure() + " " + event.status())
                .containsExactly("99 RPC_AUTH_ERROR", "0 RPC_TIMEOUT");
    }

    @Test
    void aDirectoryIsMountedAndAllAreGivenUp() {
        List<String> outcomes = new ArrayList<>();
        for (MountEvent event : eventsOf("rpc/mount_tcp.pcap", MountEvent.class)) {
            if (event instanceof MountEvent.ProcMnt mnt) {
                outcomes.add("mnt " + mnt.request().directory() + " "
                        + mnt.info().mountStatus() + " "
                        + mnt.reply().authFlavors());
            } else if (event instanceof MountEvent.ProcUmnt umnt) {
                outcomes.add("umnt " + umnt.request().directory());
            } else if (event instanceof MountEvent.ProcUmntAll all) {
                outcomes.add(
                        "umntall" + all.request().directory() + " " + all.info().mountStatus());
            }
        }
        assertThat(outcomes)
                .containsExactly(
                        "mnt /tmp/rpc/export MNT3_OK [AUTH_UNIX, AUTH_NULL]",
                        "mnt /nowhere MNT3ERR_ACCES null",
                        "umnt /tmp/rpc/export",
                        "umntall MNT3_OK");
    }

    @Test
    void aClientWorksOnFiles() {
        List<String> work = new ArrayList<>();
        for (NfsEvent event : eventsOf(FILES, NfsEvent.class)) {
            String done = describe(event);
            if (!done.isEmpty()) {
                work.add(done);
            }
        }
        assertThat(work)
                .containsExactly(
                        "mkdir papers NFS3ERR_OK",
                        "create draft.txt NFS3ERR_OK",
                        "write 3600 at 0: 3600 UNSTABLE",
                        "set SetAttributes[mode=384, uid=null, gid=null, size=null, accessed=DONT_CHANGE,"
                                + " modified=DONT_CHANGE]",
                        "set SetAttributes[mode=null, uid=1001, gid=1002, size=null, accessed=DONT_CHANGE,"
                                + " modified=DONT_CHANGE]",
                        "set SetAttributes[mode=null, uid=null, gid=null, size=1000, accessed=DONT_CHANGE,"
                                + " modified=DONT_CHANGE]",
                        "set SetAttributes[mode=null, uid=null, gid=null, size=null,"
                                + " accessed=SET_TO_CLIENT_TIME, modified=SET_TO_CLIENT_TIME]",
                        "rename draft.txt final.txt",
                        "symlink latest to final.txt",
                        "readlink final.txt",
                        "link copy.txt",
                        "read 4096 at 0: 1000 true",
                        "list . .. copy.txt latest final.txt",
                        "rmdir papers NFS3ERR_NOTEMPTY",
                        "lookup nowhere NFS3ERR_NOENT",
                        "remove copy.txt",
                        "remove latest",
                        "remove final.txt",
                        "rmdir papers NFS3ERR_OK");
    }

    private static String describe(NfsEvent event) {
        if (event instanceof NfsEvent.ProcMkdir e) {
            return "mkdir " + e.request().name() + " " + e.info().nfsStatus();
        } else if (event instanceof NfsEvent.ProcCreate e) {
            return "create " + e.request().name() + " " + e.info().nfsStatus();
        } else if (event instanceof NfsEvent.ProcWrite e) {
            return "write " + e.request().size() + " at " + e.request().offset() + ": "
                    + e.reply().size() + " " + e.reply().committed();
        } else if (event instanceof NfsEvent.ProcSattr e) {
            return "set " + e.request().newAttributes();
        } else if (event instanceof NfsEvent.ProcRename e) {
            return "rename " + e.request().sourceName() + " " + e.request().targetName();
        } else if (event instanceof NfsEvent.ProcSymlink e) {
            return "symlink " + e.request().link().name() + " to "
                    + e.request().data().path();
        } else if (event instanceof NfsEvent.ProcReadlink e) {
            return "readlink " + e.reply().path();
        } else if (event instanceof NfsEvent.ProcLink e) {
            return "link " + e.request().link().name();
        } else if (event instanceof NfsEvent.ProcRead e) {
            return "read " + e.request().size() + " at " + e.request().offset() + ": "
                    + e.reply().size() + " " + e.reply().endOfFile();
        } else if (event instanceof NfsEvent.ProcReaddir e) {
            List<String> names = Objects.requireNonNull(e.reply().entries()).stream()
                    .map(Nfs.DirectoryEntry::name)
                    .toList();
            return "list " + String.join(" ", names);
        } else if (event instanceof NfsEvent.ProcRmdir e) {
            return "rmdir " + e.request().name() + " " + e.info().nfsStatus();
        } else if (event instanceof NfsEvent.ProcRemove e) {
            return "remove " + e.request().name();
        } else if (event instanceof NfsEvent.ProcLookup e
                && !e.info().nfsStatus().is(Nfs.Status.NFS3ERR_OK)) {
            return "lookup " + e.request().name() + " " + e.info().nfsStatus();
        }
        return "";
    }

    @Test
    void theTimesThatWereSetAreReadBack() {
        NfsEvent.ProcRead read = eventsOf(FILES, NfsEvent.ProcRead.class).get(0);
        assertThat(Objects.requireNonNull(read.reply().attributes()).modified())
                .isEqualTo(Instant.ofEpochSecond(1_100_000_000, 500_000_000));
        assertThat(read.reply().attributes().type()).isEqualTo(new Coded<>(Nfs.FileType.FTYPE_REG, 1));
        assertThat(read.reply().attributes().uid()).isEqualTo(1001);
    }

    @Test
    void eachCallOfTheClientIsAnsweredAndNothingIsOdd() {
        assertThat(eventsOf(FILES, RpcEvent.Call.class)).hasSize(63);
        assertThat(eventsOf(FILES, RpcEvent.Dialogue.class)).hasSize(63).allSatisfy(dialogue -> {
            assertThat(dialogue.status()).isEqualTo(Rpc.Status.RPC_SUCCESS);
            assertThat(dialogue.replyLength()).isZero();
        });
        assertThat(eventsOf(FILES, WeirdEvent.class)).isEmpty();
    }

    @Test
    void everyProcedureIsSeenOverUdp() {
        assertThat(eventsOf("rpc/nfs3_udp_all.pcap", NfsEvent.class).stream()
                        .map(event -> event.getClass().getSimpleName())
                        .distinct())
                .hasSize(17);
        assertThat(eventsOf("rpc/nfs3_udp_all.pcap", NfsEvent.ReplyStatus.class))
                .hasSize(26);
        assertThat(eventsOf("rpc/nfs3_udp_all.pcap", NfsEvent.ProcReaddir.class))
                .extracting(event -> event.request().isPlus())
                .containsExactly(false, false, true);
    }

    @Test
    void recordsOfManySegmentsAndFragmentsAreJoined() {
        List<NfsEvent.ProcRead> reads = eventsOf("rpc/nfs3_tcp_fragments.pcap", NfsEvent.ProcRead.class);
        assertThat(reads).singleElement().satisfies(read -> {
            assertThat(read.info().replyLength()).isEqualTo(32_888);
            assertThat(read.info().replyDuration().toNanos()).isEqualTo(1_102_000);
        });
        assertThat(eventsOf("rpc/nfs3_tcp_fragments.pcap", RpcEvent.Dialogue.class))
                .hasSize(8)
                .allSatisfy(dialogue -> assertThat(dialogue.status()).isEqualTo(Rpc.Status.RPC_SUCCESS));
    }
}
