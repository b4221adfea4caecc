package org.nsm.api.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What SSH messages carry (RFC 4253). */
public final class Ssh {

    private Ssh() {}

    /**
     * What a side prefers for each direction; the two normally agree.
     *
     * @param clientToServer the names from the client to the server, in order of preference; null for an empty list
     * @param serverToClient the names from the server to the client, likewise
     */
    @Name("SSH::Algorithm_Prefs")
    public record AlgorithmPrefs(
            @Nullable List<String> clientToServer, @Nullable List<String> serverToClient) {

        /** Copies the lists. */
        public AlgorithmPrefs {
            clientToServer = clientToServer == null ? null : List.copyOf(clientToServer);
            serverToClient = serverToClient == null ? null : List.copyOf(serverToClient);
        }
    }

    /**
     * What a side offers for the key exchange (RFC 4253, section 7.1), each list in order of preference. What is chosen
     * is the client's first that the server has too.
     *
     * @param kexAlgorithms           methods of key exchange, such as {@code curve25519-sha256}
     * @param serverHostKeyAlgorithms kinds of host key, such as {@code ssh-ed25519}
     * @param encryptionAlgorithms    ciphers, such as {@code aes256-ctr}
     * @param macAlgorithms           message authentication codes, such as {@code hmac-sha2-256}
     * @param compressionAlgorithms   compression methods, such as {@code zlib}
     * @param languages               language tags (RFC 5646), normally none; null if both lists are empty
     * @param isServer                whether these are the server's
     */
    @Name("SSH::Capabilities")
    public record Capabilities(
            List<String> kexAlgorithms,
            List<String> serverHostKeyAlgorithms,
            AlgorithmPrefs encryptionAlgorithms,
            AlgorithmPrefs macAlgorithms,
            AlgorithmPrefs compressionAlgorithms,
            @Nullable AlgorithmPrefs languages,
            boolean isServer) {

        /** Copies the lists. */
        public Capabilities {
            kexAlgorithms = List.copyOf(kexAlgorithms);
            serverHostKeyAlgorithms = List.copyOf(serverHostKeyAlgorithms);
        }
    }
}
